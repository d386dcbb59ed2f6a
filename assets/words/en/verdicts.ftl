### What a run is doing, in a sentence without a capital and without a full stop.
###
### $since is the step since which it has been so. Numbers are printed by the program.

## On its way

verdict-start = at its start
verdict-descending = descending: the loss falls in every step
verdict-rose-first = on its way: the loss rose in the first step
# The loss fell in $falls of the last $of steps.
verdict-on-its-way = on its way: the loss fell in { $falls } of the last { $of } steps
# $change is how much the loss changes in a step.
verdict-crawling = crawling since step { $since }: the loss changes by { $change } a step, though the gradient norm is { $norm }
verdict-out-of-budget = out of budget after { $at } steps: the gradient norm is still { $norm }
verdict-off-the-map = off the map since its start
verdict-left-the-map = left the map at step { $since }

## Back and forth

# $turns times it turned round in the last $of steps; $wide is one of the two below.
verdict-overshooting = overshooting since step { $since }: across the valley and back, { $turns } turns in the last { $of } steps, { $wide }
verdict-always-wide = always { $last } wide
verdict-was-wide = { $first } wide at first and { $last } at last
verdict-cycling = in a cycle of { $period } steps since step { $since }, { $size } across: it comes no nearer
# Noise keeps it from getting lower; $spread is a root mean square.
verdict-noise-floor = at the noise floor since step { $since }: the loss falls no more, the ball strays by { $spread } (rms)

## Near the end

# $fell is verdict-fell.
verdict-converged = converged: { $fell }
verdict-in-valley = converged: { $fell }, at the bottom of a valley
verdict-fell = the gradient norm fell below { $small } at step { $step }
verdict-near = converged: within { $within } of a minimum since step { $since }; the gradient norm is { $norm }, the last step { $step } long
# $why is one of verdict-rest-….
verdict-at-rest-near = converged, at rest since step { $since }: { $why }, the gradient norm is { $norm }
verdict-at-rest = at rest since step { $since }: { $why }, the gradient norm is { $norm }
# $knob is the id of a knob of the optimizer.
verdict-rest-tolerance = stopped by { $knob } = { $value }
verdict-rest-last-digit = its steps, { $length } long, are below the last digit of x
verdict-rest-unknown = the rule moves no more
verdict-plateau = on a plateau: { $fell }, with hardly any curvature
verdict-stuck-saddle = stuck at a saddle: { $fell }
verdict-stuck-minimum = stuck at a minimum: { $fell }
verdict-stuck-maximum = stuck at a maximum: { $fell }
verdict-waiting = held up at a saddle since step { $since }: the gradient norm is { $norm }, the curvature across { $curvature }

## Out of all bounds

# $start and $now are losses.
verdict-diverging = diverging since step { $first }: the steps grow, the loss went from { $start } to { $now }
verdict-diverged-away = diverged: beyond { $times } times the size of the landscape from step { $since } on
verdict-diverged-overflow = diverged: what comes after step { $at } is beyond the largest number
# Goes on where one of the three above ends.
verdict-above-limit = { $verdict }; η = { $lr } is above { $limit }, the limit of the quadratic model there
# Goes on where one of the four above ends; $held is one of the following.
verdict-tried = { $verdict }; { $held }
verdict-held = held at { $lr } (tried)
verdict-held-endless = the landscape falls without end: no rate can hold
verdict-held-none = none of the rates that were tried held, down to { $lr }

## Where there is no value

verdict-hole-loss = in a hole since step { $since }: the loss has no value there
verdict-hole-infinite = where the slope is infinite since step { $since }: no step leads on from there
verdict-hole-slope = where the slope has no value since step { $since }: no step leads on from there
verdict-hole-step = stopped: the step after { $at } has no value
# Goes on where a verdict ends. $budget is one of the two below, $why one of verdict-lost-….
verdict-ended = { $verdict }; the run ended there, { $at } steps into a budget of { $budget }: { $why }
verdict-lost-overflow = its next point is beyond the largest number
verdict-lost-undefined = its next point has no value
verdict-lost-loss = the loss has no value there

## What a run may spend: steps, or evaluations of the gradient.

budget-steps = { $count }
budget-gradients = { $count } gradients
