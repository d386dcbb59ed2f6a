### What lies on the map and what stands over the charts, in the window and in pictures.

## The landscape, where it has no name of its own

landscape-typed = Typed formula

## Points where the gradient vanishes

critical-minimum = minimum
critical-saddle = saddle
critical-maximum = maximum
critical-degenerate = degenerate point

## A ball that is beyond the edge

ball-away = { $far } away
ball-out-of-reach = out of reach

## The parts of a step, on arrows

part-push = push
part-carry = carry
part-kick = kick
part-decay = decay
part-step = step
part-clipped = clipped

## The legend of a picture

legend-rates = ; learning rates as listed
legend-names-elsewhere = ; a wider picture names the runs
legend-more = and { $more } more

## Layers, as they are asked for

# $hint begins with a semicolon.
layer-unknown = there is no layer { $id }{ $hint }
layer-twice = { $id } is named twice

## What charts show: the name where it is chosen, and what stands above the chart

series-excess = loss above its minimum
series-excess-what = f − f*
series-excess-zero = f
series-loss = loss
series-loss-what = f
series-gradient = gradient norm
series-gradient-what = ‖∇f‖
series-rate = learning rate
series-rate-what = learning rate η
series-distance = distance to the minimum
series-distance-what = distance to the nearest minimum
series-sharpness = sharpness and its limit
series-sharpness-what = sharpness λmax (dashed: limit)
series-directions = error by direction
series-directions-what = error along the steep (dashed: flat) direction
along-steps = steps
along-samples = samples
along-epochs = epochs
# $what is one of series-…-what, $along one of along-….
series-title = { $what } over the { $along }
# $title is series-title.
series-title-lowest = { $title }, f* = { $lowest }
series-title-no-minimum = { $title } (no minimum is known)
series-title-sampled = { $title }, sampled

## What the steepest direction does at some rate: … the steepest direction closes in smoothly

band-smooth = closes in smoothly
band-overshoots = overshoots and closes in
band-scatters = is unstable in the mean square: the batches throw the ball farther than the slope brings it back
band-unstable = is unstable: every swing is wider than the one before

## Rates that mean something

mark-overshoots = overshoots above
mark-unstable = unstable above
mark-one-step = = 1/λmax
mark-one-step-overshoots = = 1/λmax: overshoots above
mark-best = = 2/(λmin + λmax): quickest
mark-plain = = 2/λmax: the limit of plain descent
mark-plain-unstable = = 2/λmax: unstable above
mark-mean-square = = mean-square limit of these batches: unstable above

## A picture as PNG

png-rasterise = the picture could not be rasterised: { $why }
png-too-large = { $width }x{ $height } dots are too many
png-encode = the picture could not be encoded: { $why }

## What a map shows of a landscape of many parameters. $what is one of the first two.

plane-of-axes = the plane of { $across } and { $up }
plane-of-directions = the plane of two directions u and v
plane-through-start = { $what } of { $parameters } parameters, through the start; paths are projected onto it
plane-elsewhere = { $what } of { $parameters } parameters, through its own origin; paths are projected onto it
