/** How what looks like a menu stands over the page. */
export const MENU_SURFACE =
  'rounded-md border border-line bg-raised p-1 shadow-raised outline-none transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0'

/** How menus look, wherever they open; one that is higher than the window scrolls. */
export const MENU_POPUP = `${MENU_SURFACE} max-h-(--available-height) overflow-y-auto`

export const MENU_ITEM =
  'touch-target flex min-h-8 cursor-pointer select-none items-center gap-2 rounded-sm px-2 text-sm -outline-offset-2 data-highlighted:bg-highlighted'

/** The key that does the same, at the end of its line. */
export const MENU_KEY = 'ms-auto whitespace-nowrap ps-2 font-sans text-muted text-xs hover-none:hidden'
