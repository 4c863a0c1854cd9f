// Applies the theme that was chosen earlier; see src/design/theme.ts. External and blocking: the content security
// policy allows no inline script, and the choice has to be there before the first paint.
try {
  const theme = localStorage.getItem('chat.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // Storage may be blocked; the system's theme applies.
}
