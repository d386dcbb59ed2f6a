### Files: why one is not read or not written.

## Reading. $name is the file as the user called it.

# $error is what the system says, or one of the reasons below.
file-unread = could not read { $name }: { $error }
file-too-large = { $name }: the file is larger than { $most } MB, which is more than is read
# $kind is one of file-is-….
file-not-plain = { $name } is { $kind }, not a file
file-not-text = { $name }:{ $line }: this is not text; save the file as UTF-8

## What something is that is no plain file.

file-is-pipe = a pipe
file-is-socket = a socket
file-is-device = a device
file-is-folder = a folder
file-is-else = something else

## Why something cannot be written, after the name of the file and a colon.

file-no-name = this is no name of a file
file-no-folder = there is no folder { $folder }
file-read-only = the file is read-only
file-links = its links lead round and round
