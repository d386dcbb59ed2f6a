### The window: panels, tabs, dialogs, notices.

## The bar on top

# The name of a menu that is there only where there are several languages.
window-language = Language
