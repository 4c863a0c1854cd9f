/** How menus look, wherever they open. */
export const MENU_POPUP =
  'rounded-md border border-line bg-raised p-1 shadow-raised outline-none transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0'

export const MENU_ITEM =
  'touch-target flex min-h-8 cursor-pointer select-none items-center gap-2 rounded-sm px-2 text-sm outline-none data-highlighted:bg-hover'

/** The key that does the same, at the end of its line. */
export const MENU_KEY = 'ms-auto whitespace-nowrap ps-2 font-sans text-muted text-xs hover-none:hidden'
