import { hash } from "../text/hash.ts";

const COLOURS = `
:root {
  color-scheme: light dark;
  --paper: #f3eee2; --sheet: #fdfaf3; --ink: #1d2730; --dim: #59626a; --line: #ddd4c2;
  --rule: #cf9487; --sea: #1b4f6b; --mark: #ffe9a3; --rail: #d9d0bd;
  --alarm: #9a2818; --wait: #74540a; --good: #2a6446;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #0d1319; --sheet: #131b22; --ink: #e7e1d3; --dim: #9ba6ad; --line: #27323c;
    --rule: #74443d; --sea: #8fc6e0; --mark: #574a1c; --rail: #2f3b46;
    --alarm: #f39a88; --wait: #e0bb6a; --good: #86caa5;
  }
}
`;

const BASE = `
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-behavior: smooth; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body {
  margin: 0 auto; padding: 0 clamp(.8rem, 3vw, 2.5rem); max-width: 82rem;
  background: var(--paper); color: var(--ink);
  font: .9375rem/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: anywhere;
}
h1, h2, h3, h4, p, ul, ol, dl, dd, table { margin: 0; padding: 0; }
ul, ol { list-style: none; }
h1, h2, h3, h4, .wordmark a, .overview .value, .score b, .empty .title {
  font-family: "Iowan Old Style", Charter, "Bitstream Charter", "Palatino Linotype", Palatino, "Noto Serif",
    "Liberation Serif", Georgia, serif;
}
a { color: var(--sea); text-decoration-thickness: 1px; text-underline-offset: .18em; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 2px solid var(--sea); outline-offset: 3px; border-radius: 2px; }
main:focus { outline: none; }
small, time { font-size: inherit; }
mark { background: var(--mark); color: inherit; border-radius: 2px; padding: 0 .1em; margin: 0 -.1em; }
code { font: .92em/1.4 ui-monospace, "SF Mono", "Cascadia Mono", "Liberation Mono", monospace; }
.visually-hidden {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
}
.skip { position: absolute; left: .8rem; top: -5rem; z-index: 1; padding: .5rem .8rem; background: var(--sheet); }
.skip:focus { top: .5rem; }
`;

const FRAME = `
body > header { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center; gap: .2rem 1.5rem; padding: 1rem 0; }
.wordmark { display: flex; align-items: center; gap: .6rem; }
.wordmark svg { width: 1.75rem; height: 1.75rem; flex: none; }
.wordmark a { font-size: 1.35rem; color: var(--ink); text-decoration: none; }
.wordmark a:hover { text-decoration: underline; }
.wordmark small { color: var(--dim); font-size: .8125rem; }
.languages { display: flex; gap: 1rem; font-size: .8125rem; }
.languages a { padding: .25rem 0; }
.languages [aria-current] { color: var(--ink); font-weight: 600; text-decoration: none; }
.heading { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline; gap: .2rem 2rem; padding: 1.2rem 0 .9rem; }
h1 { font-size: clamp(1.8rem, 5vw, 2.5rem); font-weight: 400; line-height: 1.15; letter-spacing: -.01em; }
.as-of { color: var(--dim); font-size: .8125rem; }
.as-of a { margin-left: .6rem; }
.overview { border-block: 1px solid var(--ink); }
.overview ul { display: grid; grid-template-columns: repeat(4, 1fr); }
.overview li { border-left: 1px solid var(--line); }
.overview li:first-child { border-left: 0; }
.overview a { display: block; padding: .55rem .9rem .65rem; color: inherit; text-decoration: none; }
.overview li:first-child a { padding-left: 0; }
.overview a:hover .value { text-decoration: underline; text-decoration-thickness: 1px; }
.overview .label { display: block; color: var(--dim); font-size: .8125rem; }
.overview .value { font-size: 1.25rem; line-height: 1.3; }
.overview .ailing .value { color: var(--alarm); }
.overview .ailing .value::before { content: "▲ "; font-size: .65em; vertical-align: .2em; }
.columns { display: grid; grid-template-columns: minmax(0, 1fr) 25rem; gap: 3rem; align-items: start; padding-top: 1.6rem; }
body > footer { margin-top: 3rem; padding: 1rem 0 2rem; border-top: 1px solid var(--line); color: var(--dim); font-size: .8125rem; }
h2 { font-size: 1.3rem; font-weight: 400; line-height: 1.3; }
h2 small { color: var(--dim); font: .8125rem system-ui, "Segoe UI", Roboto, "Liberation Sans", sans-serif; margin-left: .3rem; }
section { scroll-margin-top: 1rem; }
@media (max-width: 62rem) {
  .columns { grid-template-columns: minmax(0, 1fr); gap: 2.5rem; }
}
@media (max-width: 40rem) {
  .overview ul { grid-template-columns: 1fr 1fr; }
  .overview li:nth-child(odd) { border-left: 0; }
  .overview li:nth-child(odd) a { padding-left: 0; }
  .overview li:nth-child(n + 3) { border-top: 1px solid var(--line); }
  .overview .value { font-size: 1.1rem; }
}
`;

const LOG = `
.log h3 { margin: 1.1rem 0 .4rem; color: var(--dim); font-size: 1rem; font-weight: 400; font-style: italic; }
.log h3::first-letter { text-transform: uppercase; }
.entries { background: var(--sheet); border: 1px solid var(--line); border-radius: 3px; }
.entry + .entry { border-top: 1px solid var(--line); }
.entry article { display: grid; grid-template-columns: 4.6rem minmax(0, 1fr); }
.margin { padding: .8rem .7rem .8rem 0; text-align: right; border-right: 3px double var(--rule); }
.margin time, .score small { white-space: nowrap; }
.margin time { color: var(--dim); font-size: .8125rem; }
.score { margin-top: .1rem; }
.score b { display: block; font-size: 1.65rem; font-weight: 400; line-height: 1.2; }
.score svg { display: block; width: 2.6rem; height: .5rem; margin: .1rem 0 .1rem auto; }
.score small { color: var(--dim); font-size: .75rem; }
.rail { fill: var(--rail); } .level { fill: var(--sea); } .threshold { fill: var(--ink); }
.body { padding: .75rem 1.1rem .9rem; }
h4 { font-size: 1.125rem; font-weight: 400; line-height: 1.35; text-wrap: pretty; }
h4 a { color: var(--ink); text-decoration-color: var(--rule); }
h4 a:visited { color: var(--dim); }
.origin { margin-top: .1rem; color: var(--dim); font-size: .8125rem; }
.source { font-weight: 600; }
.excerpt { margin-top: .45rem; max-width: 66ch; text-wrap: pretty; }
.reasons { display: flex; flex-wrap: wrap; gap: .1rem 1.2rem; margin-top: .5rem; font-size: .8125rem; }
.reasons b { color: var(--sea); font-weight: 600; }
.reasons .field, .reasons .times { color: var(--dim); }
.reasons .excluded { color: var(--wait); }
.sent-to { display: flex; flex-wrap: wrap; gap: .1rem 1.2rem; margin-top: .35rem; font-size: .8125rem; }
.sent-to .how { color: var(--dim); }
.sent-to .sent > :first-child { color: var(--good); }
.sent-to .uncertain, .sent-to .uncertain .how { color: var(--wait); }
.sent-to .dead, .sent-to .dead .how { color: var(--alarm); }
.empty { background: var(--sheet); border: 1px solid var(--line); border-radius: 3px; margin-top: .8rem; padding: 1.2rem 1.3rem 1.3rem; }
.empty > * { max-width: 62ch; }
.empty .title { font-size: 1.25rem; }
.empty ol { counter-reset: step; margin: .7rem 0 1rem; }
.empty ol li { counter-increment: step; position: relative; padding: .3rem 0 .3rem 2.1rem; }
.empty ol li::before { content: counter(step); position: absolute; left: 0; width: 1.4rem; text-align: right; color: var(--dim); border-right: 3px double var(--rule); padding-right: .45rem; }
.empty dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .3rem 1.2rem; margin-top: .5rem; }
.empty p + p { margin-top: .8rem; }
@media (max-width: 40rem) {
  .entry article { grid-template-columns: 3.6rem minmax(0, 1fr); }
  .margin { padding-right: .5rem; }
  .score b { font-size: 1.35rem; }
  .body { padding: .7rem .8rem .8rem; }
  .empty dl { grid-template-columns: minmax(0, 1fr); gap: 0; }
  .empty dd { margin-bottom: .5rem; color: var(--dim); }
}
`;

const BOARD = `
.board { display: grid; gap: 2.2rem; }
.notices { margin-top: .4rem; border-top: 1px solid var(--line); }
.notices > li { padding: .55rem 0 .6rem; border-bottom: 1px solid var(--line); }
.notices .name { font-weight: 600; }
.notices .name small { color: var(--dim); font-weight: 400; font-size: .8125rem; margin-left: .3rem; }
.condition b { font-weight: 600; }
.failing b, .held b { color: var(--alarm); } .gone b, .ailing b, .off b { color: var(--wait); } .able b { color: var(--good); }
.failing b::before, .held b::before, .gone b::before { content: "▲ "; font-size: .7em; vertical-align: .1em; }
.ailing b::before { content: "△ "; font-size: .7em; vertical-align: .1em; }
.off b::before { content: "○ "; } .able b::before { content: "● "; font-size: .8em; }
.detail { color: var(--dim); font: .8125rem/1.45 ui-monospace, "SF Mono", "Cascadia Mono", "Liberation Mono", monospace; }
.facts { color: var(--dim); font-size: .8125rem; }
.facts .dead, .facts .uncertain { color: var(--alarm); font-weight: 600; }
details { margin-top: .6rem; }
summary { cursor: pointer; padding: .2rem 0; color: var(--sea); }
table { width: 100%; table-layout: fixed; border-collapse: collapse; font-size: .8125rem; margin-top: .3rem; }
th, td { padding: .35rem .6rem .4rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--dim); font-weight: 400; vertical-align: bottom; }
tbody th { font-weight: 400; font-size: .875rem; }
tbody th small { display: block; color: var(--dim); font-size: .8125rem; }
td { white-space: nowrap; }
thead th + th { width: 6.2rem; }
.checks { margin-top: .4rem; border-top: 1px solid var(--line); }
.checks li { display: flex; gap: .5rem; padding: .35rem 0; border-bottom: 1px solid var(--line); }
.checks small { color: var(--dim); font-size: .8125rem; margin-left: .3rem; }
.checks .ok > :first-child { color: var(--good); }
.checks .failed, .checks .failed small { color: var(--alarm); }
`;

/** The console's only style sheet. It is text in the program, since the build copies no files. */
export const STYLE: string = COLOURS + BASE + FRAME + LOG + BOARD;
/** Named by its content, so that a browser keeps it for good and a new release shows at once. */
export const STYLE_PATH: string = `/style-${hash([STYLE], 12)}.css`;
