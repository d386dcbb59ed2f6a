### The command line: what it says on standard error, and what it prints besides data.

## Languages

# $given is the code as it was given, in quotation marks; $hint begins with a semicolon.
command-no-language = there is no language { $given }{ $hint }
# A line of `downhill list languages`. $declared are the texts that stand in the code in English.
command-language = { $id }  { $name }  { $messages } of { $of } messages, { $declared } of { $all } declared texts
