import { escapeMarkup } from './escape.ts'

/** Text that is HTML already: made by `html` only, so that nothing gets into a page unescaped. */
export interface Markup {
  readonly markup: string
}

type Part = string | number | Markup | readonly Markup[]

const render = (part: Part): string => {
  if (typeof part === 'string' || typeof part === 'number') return escapeMarkup(String(part))
  return 'markup' in part ? part.markup : part.map(({ markup }) => markup).join('')
}

/** Template tag: everything put in is escaped, unless it is markup itself. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return {
    markup: texts.map((text, index) => text + (index < parts.length ? render(parts[index] ?? '') : '')).join(''),
  }
}

export const nothing: Markup = { markup: '' }

const style = `
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #59636e; --page: #fff; --card: #f6f8fa; --line: #d1d9e0;
  --fail: #b3261e; --warn: #8a5300; --pass: #1a7f37; --unseen: #0b5cad; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9198a1; --page: #0d1117; --card: #161b22; --line: #3d444d;
  --fail: #ff7b72; --warn: #e3b341; --pass: #56d364; --unseen: #79c0ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 1.5rem 1rem 4rem; background: var(--page); color: var(--ink);
  font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .5rem; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; margin: 2.5rem 0 .75rem; }
h3 { font-size: 1rem; margin: 0 0 .25rem; overflow-wrap: anywhere; }
p { margin: .25rem 0; }
.soft { color: var(--soft); font-size: .9rem; }
.banner { border-left: .4rem solid; padding: .75rem 1rem; background: var(--card); font-size: 1.15rem; font-weight: 600; margin: 1rem 0; }
.fail { color: var(--fail); border-color: var(--fail); } .warn, .inconclusive { color: var(--warn); border-color: var(--warn); }
.pass { color: var(--pass); border-color: var(--pass); } .not-provoked { color: var(--unseen); border-color: var(--unseen); }
.not-applicable { color: var(--soft); border-color: var(--line); }
.numbers { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .75rem; margin: 1rem 0; padding: 0; list-style: none; }
.numbers li { background: var(--card); border: 1px solid var(--line); border-radius: .4rem; padding: .6rem .8rem; }
.numbers b { display: block; font-size: 1.5rem; line-height: 1.2; }
.card { border: 1px solid var(--line); border-left: .4rem solid; border-radius: .4rem; padding: .8rem 1rem; margin: .8rem 0; }
.card > * { color: var(--ink); border-color: var(--line); } .card > .tag { color: inherit; }
.card > .soft { color: var(--soft); }
.tag { font-size: .75rem; font-weight: 700; text-transform: uppercase; letter-spacing: .04em; }
pre { background: var(--card); border: 1px solid var(--line); border-radius: .3rem; padding: .6rem .8rem; margin: .4rem 0;
  white-space: pre-wrap; overflow-wrap: anywhere; font: .8rem/1.45 ui-monospace, monospace; }
code { font-family: ui-monospace, monospace; font-size: .9em; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; margin: .5rem 0; }
table { border-collapse: collapse; font-size: .88rem; min-width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--line); }
thead th { color: var(--soft); font-weight: 600; white-space: nowrap; } tbody th { font-weight: 400; } th code { overflow-wrap: normal; } td[class] { border-color: var(--line); }
.seen { display: inline-block; background: var(--card); border: 1px solid var(--line); border-radius: .3rem; padding: 0 .35rem; margin: .1rem 0; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
ul.plain { list-style: none; padding: 0; } ul.plain li { margin: .3rem 0; }
summary { cursor: pointer; font-weight: 600; margin: .6rem 0; }
@media print { :root { color-scheme: light; --ink: #000; --soft: #444; --page: #fff; --card: #f6f8fa; --line: #bbb; --fail: #b3261e; --warn: #8a5300;
  --pass: #1a7f37; --unseen: #0b5cad; }
  body { max-width: none; padding: 0; font-size: 10pt; } .scroll { overflow: visible; } h1, h2, h3, summary, caption { break-after: avoid; } tr, li { break-inside: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; } }
`

/**
 * A whole page that needs nothing else: no script, no font, no picture from anywhere.
 * @param moreStyle rules beyond those that all reports share
 */
export function htmlPage(title: string, body: Markup, moreStyle = ''): string {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${{ markup: style + moreStyle }}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`
  return page.markup
}
