### What survives a restart: why it is not kept, or not read again.

## Sentences of the window. Open… and Save… are what it calls these.

kept-silent = { $folder } does not answer: nothing you do is kept.
kept-too-much = Too much is kept unsaved: { $path }, the oldest, was replaced.
# $trouble is any of those below that have no full stop.
kept-nothing = Nothing you do is kept: { $trouble }. Use Save… to keep it elsewhere.
kept-another-window = Another window is open: what you do in this one is kept in { $path }, which Open… reads.
kept-just-before = What is open now was kept just before, in { $name }.
kept-missing = { $path } is missing. What is open now was kept just before, in { $name }.
# $what is why a file could not be read.
kept-sentence = { $what }.
kept-mended = { $wrong }: the usual is used instead.
kept-mended-copy = { $wrong }: the usual is used instead; the file as it was is { $copy }.
kept-aside = { $wrong }. It is set aside as { $damaged }.

## Why nothing is kept.

kept-windows = { $most } other windows are open
kept-unread = { $path } could not be read
kept-not-aside = { $path } could not be set aside: { $error }
kept-in-file = { $path }: { $why }
kept-too-large = { $path }: this is more than { $most } MB
kept-unreadable = { $why }, so it would not be read again
kept-damaged = too many damaged files lie there

## What is wrong with a file.

kept-cut-off = { $name }: the file is cut off, its last line is missing
# $what is one of those below.
kept-in-line = { $name }:{ $line }: { $what }
kept-version = version { $version }, not { $own }
kept-colours = colours of { $count } runs, of { $runs }
kept-colour = colour { $style } of { $of }
kept-map = a map of { $chosen }
# $name is the name of a value in the file.
kept-outside = { $name } { $value } is not in { $low } to { $high }
