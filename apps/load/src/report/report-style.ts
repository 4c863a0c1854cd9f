/** The page's style: a working document, light or dark as the reader has it. */
export const style = `
:root { color-scheme: light dark; --line: light-dark(#d9dde2, #33383f); --muted: light-dark(#59626c, #9aa4ae); --back: light-dark(#ffffff, #15181c); }
body { margin: 0; background: var(--back); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 1120px; margin: 0 auto; padding: 32px 16px 64px; }
h1 { font-size: 24px; margin: 0 0 8px; }
h2 { font-size: 18px; margin: 40px 0 8px; }
h3 { font-size: 15px; margin: 16px 0 4px; }
p, caption { color: var(--muted); }
code { font-size: 13px; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; font-size: 14px; }
caption { text-align: start; padding-bottom: 8px; }
th, td { padding: 6px 12px 6px 0; text-align: start; vertical-align: top; border-top: 1px solid var(--line); white-space: nowrap; }
thead th { border-top: 0; color: var(--muted); font-weight: 500; }
tbody th { font-weight: 600; }
small { display: block; color: var(--muted); font-size: 12px; }
.verdict { padding: 1px 8px; border-radius: 4px; border: 1px solid currentColor; font-weight: 600; font-size: 13px; }
.goal { color: light-dark(#1d6b2f, #7fd08f); }
.must { color: light-dark(#7a5300, #e0b354); }
.missed { color: light-dark(#a3201d, #f28b82); }
.plots { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 480px), 1fr)); gap: 16px; margin-top: 16px; }
.plot { border: 1px solid var(--line); border-radius: 8px; overflow: hidden; }
.plot svg { display: block; width: 100%; height: auto; }
.plot svg text { fill: var(--muted); pointer-events: none; }
@media (max-width: 600px) {
  caption { white-space: normal; width: min-content; min-width: calc(100vw - 48px); }
  .figures td:last-child, .figures th:last-child { position: sticky; right: 0; background: var(--back); padding-inline-start: 8px; }
  .figures tbody th { white-space: normal; min-width: 9em; }
}
`
