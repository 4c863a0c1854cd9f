/** How tooltips look, wherever they open. */
export const TOOLTIP_POPUP =
  'rounded-sm bg-text outline outline-transparent px-2 py-1 text-canvas text-xs transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0'
