### The window: panels, tabs, dialogs, notices.
###
### Other languages find the names of actions, tabs, layers and everything in the catalog by ids that
### are made of their names: action-play-pause-text, action-play-pause-tooltip, tab-data-name,
### layer-paths-name, layer-paths-summary, optimizer-adam-name, optimizer-adam-beta1.
### Names that only a screen reader says end in -heard.

## Widgets

# A widget of several that set the same, as of one for each run.
widget-of = { $what } of { $of }
# The field beside a slider of this name, for typing a number.
field-heard = { $name }, typed
# $why is one of the three below.
field-refused = { $name }: { $why }
field-no-number = “{ $text }” is not a number
field-not-whole = { $value } is not a whole number
field-outside = { $value } is not from { $low } to { $high }
# $doc is a sentence with its full stop, $domain as in: a number from 0 to 1.
knob-tip = { $doc } From { $domain }.

## Keys

action-tip = { $what } ({ $keys })
key-right = Right
key-left = Left
key-with-command = Ctrl+{ $key }
key-with-command-shift = Ctrl+Shift+{ $key }
key-zoom = Ctrl++ Ctrl+-
key-escape = Escape
key-tab = Tab
key-wheel = Mouse wheel
key-click = Click

## The sheet of keys

help-title = What the keys do
help-layer = Switch this layer of the map on or off.
help-zoom = Zoom
help-zoom-tip = Make everything larger or smaller; Ctrl+0 undoes it.
help-escape = Never mind
help-escape-tip = End a drag or typing without effect; close this sheet.
help-tab = Next widget
help-tab-tip = Walk through all sliders and buttons.
help-wheel = Zoom the map
help-wheel-tip = Around the pointer; drag to move it.
help-chart = Zoom the charts
help-chart-tip = Or mark a part with the second button; a double click shows all.
help-click = Drop the balls
help-click-tip = Where you click; or drag the pin.

## Notices

notice-dismiss = Dismiss
# One sentence after the other.
notice-and = { $before } { $next }
notice-not-saved = What you had open was not saved: Undo brings it back, and Open… offers it.
notice-titled-not-saved = “{ $title }” was not saved: Undo brings it back, and Open… offers it.
# $why is half a sentence.
notice-too-much = This would be too much: { $why }.
notice-no-formula = { $surface } has no formula that can be typed: choose another surface first.
notice-unread = The file could not be read, and nobody knows why.
notice-saved = Saved as { $path }.

## What takes its time

errand-reading = Reading { $path }…
errand-saving = Saving { $path }…
errand-give-up = Give up

## Opening and saving

dialog-save-title = Save the scenario
dialog-open-title = Open a scenario
dialog-file = File
dialog-path-heard = File path
dialog-browse = Browse…
dialog-endings = A scenario is a text file ending in .toml, examples end in .csv. You can also drop one here.
dialog-others = Kept unsaved, the last first, and by other windows:
# A title, and the name of a file.
dialog-other = { $title } in { $name }
dialog-more = and { $more } more in { $folder }
dialog-save = Save
dialog-open = Open
dialog-no-path = Type the path of a file first.
dialog-no-browser = This system shows no dialog for files: type the path, or drop the file on the window.
dialog-lost = This did not work, and nobody knows why.
dialog-there = { $path } is there already. Save again to replace it.
# $kind is as in: a folder.
save-special-folder = { $path } is { $kind }: add the name of a file
save-special = { $path } is { $kind }: choose another name
save-csv = { $path } would be opened as examples: let the name end in .toml
save-failed = { $path } could not be written: { $error }
in-file = { $file }: { $why }

## The system

native-no-display = there is no display
native-no-home = There is no home folder: nothing you do is kept.
native-no-reason = the system says no more
native-files = scenario or examples

## The bar on top

# The name of a menu that is there only where there are several languages.
window-language = Language
top-scenarios = Scenarios
top-layers = Layers
top-layers-tip = What lies on the map; digits switch it on and off.
top-layer-key = { $layer }  ({ $key })
top-layer-brought = It is there as long as “{ $tab }” is open.
top-usual = The usual ones
top-changed = { $title } (changed)

## The landscape, on the left

surface-heard = Surface
surface-own = A formula of your own.
surface-edit = Edit f…
surface-edit-tip = Change this formula, or type another one.
surface-hint = a formula in x and y
surface-formula-heard = Formula
surface-wrong = { $error } (the map shows the last formula that was whole)
# The part of the plane: x from … to …
surface-from = { $axis } from
surface-to = to
surface-part-tip = The part of the plane to show first, and to search.
surface-low = low end of { $axis }
surface-high = high end of { $axis }

## Start, budget and noise, on the left

left-runs = { $count ->
    [one] { $count } run
   *[other] { $count } runs
}
left-add = Add a run
left-start = Start
left-start-tip = Where the balls are dropped; or click on the map.
left-start-heard = Start { $axis }
left-budget = Budget
left-budget-steps = Steps
left-budget-steps-tip = What every run may spend, in steps.
left-budget-gradients = Gradients
left-budget-gradients-tip = What every run may spend, in gradient evaluations.
left-noise-none = Batch noise: none
# $knobs is empty, or ends in a comma and a space.
left-noise = Batch noise: { $knobs }seed { $seed }
left-noise-heard = Noise
# Whose a knob is: … of the noise.
left-noise-whose = the noise
left-seed = seed
left-seed-tip = The same seed draws the same noise for all runs.
left-seed-heard = Seed
plane-shown = The map shows { $plane }.
# Which parameter goes to the right, and which upwards
plane-across = Across
plane-up = Up
plane-start = Start of all parameters
plane-parameter = Parameter { $name }
left-drift = drift
left-drift-tip = How far the whole landscape moves with every step.
left-drift-x = Drift along x
left-drift-y = Drift along y

## The card of a run

card-optimizer = Optimizer
card-show = Show { $run }
card-hide = Hide { $run }
card-solo = Show only { $run }
card-clone = Clone { $run }
card-remove = Remove { $run }
card-noise = noise of its own: { $noise }
card-clip = clip { $clip }
card-knobs = Knobs
card-knobs-heard = Knobs of { $run }
card-name = name
card-name-tip = What the run is called; empty for the optimizer's name.
card-name-heard = Name of { $run }
card-explain = explain
card-explain-heard = Explain { $run }
card-explain-tip = Explain the step that comes next.
lamp-gradient = gradient
lamp-gradient-tip = ‖∇f‖ is at most 10⁻⁴ of what it was at the start
lamp-change = change
lamp-change-tip = the loss changed by at most 10⁻⁶ (1 + |f|), five times running
lamp-target = target
lamp-target-tip = f − f* is at most 10⁻³ of what it was at the start
lamp-on = on since step { $step }
lamp-off = off
lamp-unknown = off: no minimum is known
lamp-tip = { $meaning }: { $state }
lamp-heard = Lamp { $lamp } of { $run }: { $state }

## The learning rate

rate-heard = Learning rate
# $band is one of rate-at or rate-no-limit.
rate-tip = The learning rate. { $band }
# $band is one of band-….
rate-at = At { $lr } the steepest direction { $band }.
rate-no-limit = No limit is known here.
# $what is one of mark-….
rate-mark-settled = ▽ { $lr }  { $what } at the nearest minimum
rate-mark = ▼ { $lr }  { $what } at the ball
rate-no-limit-at-ball = no limit at the ball: the landscape does not curve upwards there

## The schedule of the learning rate. $number is 0 where there is one stage only.

schedule-tip = What becomes of the learning rate as the steps go by.
schedule-first = schedule
schedule-then = then
schedule-for = for
schedule-for-tip = How many steps it lasts.
schedule-add = + stage
schedule-add-tip = One more schedule, after this one: as warm-up, then decay.
schedule-add-heard = Add a stage to the schedule of { $run }
schedule-heard = { $number ->
    [0] Schedule
   *[other] Schedule { $number }
}
schedule-steps-heard = { $number ->
    [0] Steps of schedule
   *[other] Steps of schedule { $number }
}
schedule-remove = { $number ->
    [0] Remove schedule of { $run }
   *[other] Remove schedule { $number } of { $run }
}
# Whose a knob is.
schedule-whose = { $number ->
    [0] schedule of { $run }
   *[other] schedule { $number } of { $run }
}

## Clipping

clip = clip
clip-tip = Bounds the gradient that the optimizer is told.
clip-heard = Clipping
clip-none = none
clip-none-tip = Gradients as they are.
clip-norm = norm
clip-norm-tip = Longer gradients are shortened to this norm.
clip-value = value
clip-value-tip = Each coordinate is cut off at plus or minus this.
clip-bound-heard = Bound of the gradient

## The map

map-heard = Map of the landscape: { $surface }
map-failed = this map could not be drawn
map-surveying = surveying…
overlay-no-gradient = no ∇f here
# $what is one of critical-….
overlay-critical = { $what } at ({ $x }, { $y }), f = { $value }
overlay-critical-curved = { $what } at ({ $x }, { $y }), f = { $value }, eigenvalues { $low } and { $high }

## Below the map

transport-play = Play
transport-pause = Pause
# $step has spaces before it, so that nothing moves.
transport-step = step { $step } / { $horizon }
transport-step-short = { $step } / { $horizon }
transport-step-heard = Step
# Steps per second.
transport-speed = { $speed } / s
transport-speed-tip = Steps per second ({ $slower } and { $faster })
chart-second = Second chart
chart-over = Charts over
chart-heard = Chart of { $title }

## The right side

side-close = close
side-close-tip = ({ $keys })
side-explained = Explained run

## The step

step-none = This run has no step to explain.
step-from-to = step { $at } → { $next }
step-back = back
step-next = next part
step-last = (last)
step-cost = 1  Cost
step-gradient = 2  Gradient
step-update = 3  Update
step-still = The ball does not move in this step.
step-beside = { $beside } beside the plane; on the map f is { $loss } there
step-put = put there by hand, from { $place }
step-told-noise-clipped = what the rule is told: with noise, then clipped
step-told-noise = what the rule is told: with noise
step-told-clipped = what the rule is told: clipped
step-told = what the rule works with
# The whole step, below its parts.
step-whole = step
step-ring = ring on the map: { $symbol } ({ $name })
step-reach = dashed on the map: as far as a gradient of this size could lead
slice-title = The loss along the step
slice-picture = The loss along the step, with tangent and model
slice-slope = — its slope
slice-model = - - slope and curvature
slice-landing = ○ landing
# These three are one sentence.
slice-falls-slope = by the slope alone it falls by
slice-falls-model = with the curvature by
slice-falls-truth = in truth by
slice-ratio = truth / model

## What if

what-if = What if, from step { $at } on
what-if-heard = What if, from this step on
what-if-rate = Learning rate from this step on
# Whose a knob is.
what-if-whose = this run from this step on
what-if-at = ball at
what-if-ball = Ball { $axis } from this step on
what-if-kick = kicked by
what-if-kick-along = Kick along { $axis }
what-if-hint = Shift and a click or a drag on the map puts the ball there.
# $parts are as the two below, with commas.
what-if-change = from step { $step }: { $parts }
what-if-change-at = ball at { $place }
what-if-change-kick = kicked by { $kick }
what-if-forget = Forget the changes

## The curvature

curvature-at-ball = At the ball
curvature-at-pointer = At the pointer
curvature-none = no curvature here
curvature-no-condition = only a bowl has one
curvature-no-limit = no limit here
curvature-no-minimum = none
curvature-no-minimum-saddle = none: a saddle
curvature-no-minimum-dome = none: a dome
curvature-no-minimum-flat = none: flat one way
curvature-at = at
curvature-along = along
curvature-beside = beside the plane
curvature-share = of it in the plane
curvature-minimum = minimum of the model
curvature-legend = On the map: the two directions of the curvature, the longer the flatter; dashed, three contour lines of the quadratic model, the thick one through the place; a plus where that model has its minimum.
form-bowl = bowl
form-saddle = saddle
form-dome = dome
form-trough = trough, flat one way
form-flat = flat

## The examples

data-examples = { $count } examples
data-on-the-map = { $layer } on the map
data-picture = Examples and what the parameters predict
data-drag = Drag a point: the landscape changes with it.
data-batch-all = Every step learns from all { $count }: choose Mini-batch as noise to see less.
data-batch-draws = The coming step learns from { $drawn } draws among { $count }, { $different } different ones, in red.
data-batch = The coming step learns from { $drawn } of { $count }, drawn in red.
data-train = train
data-held-out = held out
data-none-held-out = none
data-own = Own examples: a CSV file with columns x, y
data-file = Data file
data-read = Read
data-lost = The file could not be read.
