import { hostileMark, hostileTexts } from '../../../tests/support/hostile-texts.ts'

/** What ends a paragraph is shown as a space in sentences; isolates are put around and taken out. */
const plain = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[\u2066-\u2069]/g, '')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()

/** All that a person can read, hear or point at. */
function shown(): string {
  const attributes = Array.from(
    document.querySelectorAll<HTMLElement>('[title], [aria-label], input, textarea'),
    (one) =>
      [
        one.title,
        one.getAttribute('aria-label'),
        one.getAttribute('value'),
        'value' in one ? one.value : '',
      ].join(' \n '),
  )
  const texts: string[] = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
    texts.push(node.textContent ?? '')
  return plain([...texts, ...attributes].join(' '))
}

/** The hostile texts of which not even the beginning is to be seen. Those that are nothing but space show nothing. */
export function missingTexts(names: readonly string[] = Object.keys(hostileTexts)): string[] {
  const everything = shown()
  return names.filter(
    (name) =>
      !everything.includes(
        plain(hostileTexts[name] ?? '')
          .slice(0, 60)
          .trim(),
      ),
  )
}

const isolates = /[\u2066-\u2068]/
const turning = /[\u202a-\u202e\u0590-\u06ff]/

/**
 * What came of a hostile text besides text: elements, handlers, addresses, a script that ran, or a text that turns what
 * stands in the same line.
 */
export function harmDone(): string[] {
  const made = document.querySelectorAll(
    '.hostile, script, iframe, object, embed, base, form[action], [onerror], [onload], [onfocus], [autofocus], [srcdoc], animate',
  )
  const addresses = Array.from(document.querySelectorAll('[href], [src], [action], [xlink\\:href]'), (one) =>
    ['href', 'src', 'action'].map((name) => one.getAttribute(name) ?? '').join(''),
  ).filter((address) => !/^(#|https?:\/\/|\/|$)/.test(address))
  const ran = hostileMark in globalThis ? ['a script ran'] : []
  return [
    ...ran,
    ...Array.from(made, (one) => `element: ${one.outerHTML.slice(0, 120)}`),
    ...addresses.map((address) => `address: ${address}`),
    ...turnedLines(),
  ]
}

/** Blocks end the reach of what turns text; a field holds one text only. */
const apart =
  'bdi, [dir="auto"], [role="gridcell"], [role="rowheader"], [role="tree"] .label, [role="tree"] .string, input, textarea, pre'

function turnedLines(): string[] {
  const found: string[] = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.textContent ?? ''
    if (!turning.test(text) || node.parentElement?.closest(apart) != null) continue
    const depth = Array.from(text).reduce(
      (open, one) => (isolates.test(one) ? open + 1 : one === '\u2069' ? Math.max(0, open - 1) : open),
      0,
    )
    const before = text.slice(0, text.search(turning))
    if (depth > 0 || !isolates.test(before))
      found.push(`turned: ${node.parentElement?.outerHTML.slice(0, 200) ?? text}`)
  }
  return found
}
