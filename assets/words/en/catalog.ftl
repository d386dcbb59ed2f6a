### The catalog: names and knobs that are not there, values that do not fit, its pages.

## What a value may be. $low and $high are numbers.

domain-real = a number from { $low } to { $high }
domain-count = a whole number from { $low } to { $high }
domain-flag = true or false
# $words as in: none, careful
domain-choice = one of { $words }

## The end of a sentence about a name that does not exist; $all is a list of names.

hint-meant = ; did you mean { $near }? (allowed: { $all })
hint-allowed = ; allowed: { $all }

## Knobs and picks. $given is in quotation marks, $hint is one of the two above.

# $family as in: optimizer
unknown-id = unknown { $family } { $given }{ $hint }
# $hint may also be the next.
knob-unknown = unknown knob { $given }{ $hint }
knob-none-here = ; there is none here
# $allowed is one of domain-….
knob-refused = { $id } = { $given } is not { $allowed }
# $why is one of the two above.
pick-knob = { $part }: { $why }
pick-twice = { $part }: { $knob } is given twice
pick-form = { $part }: { $given } is not written as knob=value, with a number, true or false

## Pages

# The part of the plane to look at: x from … to …
domain-side = { $name } from { $low } to { $high }
domain-each = each { $domain }
# $pick as in: tanh_neuron:hold_out=5
landscape-own = { $count ->
    [one] { $pick }, { $count } own example
   *[other] { $pick }, { $count } own examples
}

# The head of a table in Markdown.
catalog-table = | id | what it is | knobs |
describe-knobs = knobs
describe-no-knobs = no knobs
# $symbol is empty, or ends in a colon and a space. $doc is a sentence, $slider is empty or the next.
describe-knob = { $symbol }{ $doc } Default { $default }, { $domain }{ $slider }.
describe-logarithmic = , on a logarithmic slider
