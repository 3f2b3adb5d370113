/**
 * @typedef {{ left: number, top: number, right: number, bottom: number }} Box in CSS pixels of the window
 *
 * @typedef {object} Clip something that cuts off what sticks out of it: the window, or an element
 * @property {string} what
 * @property {Box} box
 * @property {Box} content how far it can be scrolled, as the box of all its content
 * @property {boolean} scrollsX whether a person can scroll it sideways
 * @property {boolean} scrollsY
 *
 * @typedef {object} Control something that can be pressed, typed into or chosen
 * @property {string} what its role and name
 * @property {Box} box
 * @property {Clip[]} clips from the nearest to the window
 * @property {number[]} within the controls around it, by their places in the list
 * @property {boolean} isField whether people type into it; such a box holds small buttons on purpose
 * @property {boolean} isInBar whether it stands in a bar under which the rest of its list or form is scrolled
 * @property {string | null} coveredBy what is on top of its middle
 * @property {boolean} isPlaceholderCut
 *
 * @typedef {object} TextRun a piece of text that can be seen
 * @property {string} text
 * @property {string} what the element that it stands in
 * @property {Box} box
 * @property {Clip[]} clips
 * @property {boolean} isCut whether its own element says that it does not fit
 * @property {boolean} hasTitle whether pointing at it shows the whole of it
 * @property {boolean} isOurs false where the page says that it is in nobody's language: a name of a file, a line of a log
 * @property {number | null} control the button or tab that it labels
 *
 * @typedef {object} PageFacts
 * @property {Control[]} controls
 * @property {TextRun[]} texts
 * @property {string[]} names the texts that only some people meet: accessible names, tooltips and placeholders
 * @property {string[]} shifted elements that are scrolled, or can be, although nobody can scroll them back
 */

/**
 * Reads what can be seen on a page as plain boxes and texts. It runs inside the page and is sent there as text,
 * hence one function that needs nothing from around it.
 *
 * @returns {PageFacts}
 */
export function readPage() {
  const CONTROLS = [
    ...['button', 'a[href]', 'input', 'textarea', 'select', 'summary'],
    ...['button', 'link', 'tab', 'switch', 'radio', 'checkbox', 'menuitem', 'combobox', 'option'].map(
      (role) => `[role="${role}"]`,
    ),
  ].join()

  const elements = [...document.querySelectorAll(CONTROLS)].filter(isControlInView).map(standIn)
  const controls = elements.map((element) => ({
    what: nameOf(element),
    box: boxOf(element),
    clips: clipsOf(element),
    within: elements.flatMap((other, index) => (other !== element && other.contains(element) ? [index] : [])),
    isField: element.matches('input:not([type="checkbox"], [type="radio"]), textarea, [role="combobox"]'),
    isInBar: barOf(element) !== null,
    coveredBy: coverOf(element),
    isPlaceholderCut: isPlaceholderCut(element),
  }))
  const named = [...document.querySelectorAll('[aria-label], [title], [placeholder]')].filter(
    (element) => element.closest('[translate="no"]') === null,
  )
  const names = named.flatMap((element) =>
    ['aria-label', 'title', 'placeholder'].map((name) => element.getAttribute(name) ?? ''),
  )
  return {
    controls,
    texts: readTexts(),
    names: [...names, document.title].filter((name) => name !== ''),
    shifted: [...document.querySelectorAll('*')].filter(canBeShifted).map(shiftedName),
  }

  /** What lies behind a dialog or is for nobody is hidden from screen readers; it does not count as shown. */
  function isControlInView(element) {
    if (!element.checkVisibility({ visibilityProperty: true })) return false
    if (element.closest('[aria-hidden="true"], [inert]') !== null || isForScreenReaders(element)) return false
    const { width, height } = element.getBoundingClientRect()
    return width > 0 && height > 0 && !isWaitingLink(element)
  }

  /** A link to a place on this page that waits above the window: it appears when the keyboard reaches it. */
  function isWaitingLink(element) {
    const link = element.closest('a[href^="#"]')
    return link !== null && link.getBoundingClientRect().bottom <= 0
  }

  /**
   * Focus and scripts scroll elements whose overflow is hidden as well, and then they stay so. A window that must not
   * scroll may not even be able to: it takes no more than an opened menu to shift all of it.
   */
  function canBeShifted(element) {
    const isRoot = element === document.scrollingElement
    const { overflowX, overflowY } = getComputedStyle(isRoot ? document.body : element)
    const isFixed = (overflow) => overflow === 'hidden' || overflow === 'clip'
    const x = isRoot ? element.scrollWidth - element.clientWidth : element.scrollLeft
    const y = isRoot ? element.scrollHeight - element.clientHeight : element.scrollTop
    const isField = element.matches('input, textarea')
    return !isField && ((x !== 0 && isFixed(overflowX)) || (y !== 0 && isFixed(overflowY)))
  }

  /** For the window, together with what makes its content larger than it is. */
  function shiftedName(element) {
    if (element !== document.scrollingElement) return labelOf(element)
    const { clientWidth, clientHeight } = element
    const culprit = [...document.body.querySelectorAll('*')].find((one) => {
      const { right, bottom } = one.getBoundingClientRect()
      return (right > clientWidth || bottom > clientHeight) && clipsOf(one).length === 1
    })
    return `the window, stretched by ${culprit === undefined ? 'something' : placeOf(culprit)}`
  }

  /** Checkboxes, switches and radios are often invisible inputs that lie, enlarged, over what is drawn. */
  function standIn(element) {
    const isInvisible = getComputedStyle(element).opacity === '0' && element.matches('input')
    return isInvisible && element.parentElement !== null ? element.parentElement : element
  }

  function isForScreenReaders(element) {
    for (let at = element; at !== null; at = at.parentElement) {
      const { clipPath, position } = getComputedStyle(at)
      if (
        clipPath === 'inset(50%)' ||
        (position === 'absolute' && at.clientWidth <= 1 && at.clientHeight <= 1)
      )
        return true
    }
    return false
  }

  function boxOf(element) {
    const { left, top, right, bottom } = element.getBoundingClientRect()
    return { left, top, right, bottom }
  }

  function clipsOf(element) {
    return clipsFrom(element.parentElement, getComputedStyle(element).position)
  }

  /**
   * What cuts off something of this `position`, from the element `nearest` to it on. Only the chain of containing
   * blocks clips: what is placed absolutely ignores the static elements in between.
   */
  function clipsFrom(nearest, position) {
    const clips = []
    for (let at = nearest; at !== null && at !== document.body; at = at.parentElement) {
      const style = getComputedStyle(at)
      const holdsAll = style.transform !== 'none' || /strict|content|paint|layout/.test(style.contain)
      if (position === 'fixed' && !holdsAll) continue
      if (position === 'absolute' && !holdsAll && style.position === 'static') continue
      position = style.position
      const isPainted = /strict|content|paint/.test(style.contain)
      if (isPainted || style.overflowX !== 'visible' || style.overflowY !== 'visible')
        clips.push(clipOf(at, style))
    }
    const { clientWidth: right, clientHeight: bottom, scrollHeight } = document.documentElement
    const content = { left: -scrollX, top: -scrollY, right, bottom: scrollHeight - scrollY }
    const scrollsY = position !== 'fixed' && scrollHeight > bottom
    clips.push({
      what: 'the window',
      box: { left: 0, top: 0, right, bottom },
      content,
      scrollsX: false,
      scrollsY,
    })
    return clips
  }

  function clipOf(element, style) {
    const { left, top } = element.getBoundingClientRect()
    const { clientLeft, clientTop, clientWidth, clientHeight, scrollLeft, scrollTop } = element
    const x = left + clientLeft
    const y = top + clientTop
    const scrolls = (overflow, inside, shown) => /auto|scroll/.test(overflow) && inside > shown
    return {
      what: labelOf(element),
      box: { left: x, top: y, right: x + clientWidth, bottom: y + clientHeight },
      content: {
        left: x - scrollLeft,
        top: y - scrollTop,
        right: x - scrollLeft + element.scrollWidth,
        bottom: y - scrollTop + element.scrollHeight,
      },
      scrollsX: scrolls(style.overflowX, element.scrollWidth, clientWidth),
      scrollsY: scrolls(style.overflowY, element.scrollHeight, clientHeight),
    }
  }

  /** The thing at the middle of a control that is neither the control, nor in it, nor around it. */
  function coverOf(element) {
    const { left, top, right, bottom } = boxOf(element)
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
    // Off the window there is nothing to hit, and a disabled control lets the pointer through.
    if (hit === null || getComputedStyle(element).pointerEvents === 'none') return null
    // A toast that has just come goes by itself, as the others do that are out of sight here.
    if (hit.closest('.notistack-SnackbarContainer') !== null) return null
    const isOwn = element.contains(hit) || hit.contains(element) || hit.closest('label')?.contains(element)
    // What lies under a bar comes out by scrolling.
    const bar = barOf(hit)
    return isOwn || (bar !== null && !bar.contains(element)) ? null : labelOf(hit)
  }

  /**
   * The bar that stays where it is while what it belongs to is scrolled, or the list of choices that hangs from a field
   * until one is taken; null for none.
   */
  function barOf(element) {
    for (let at = element; at !== null; at = at.parentElement) {
      if (getComputedStyle(at).position === 'sticky' || at.matches('.MuiAutocomplete-popper')) return at
    }
    return null
  }

  function isPlaceholderCut(element) {
    if (!(element instanceof HTMLInputElement) || element.value !== '' || element.placeholder === '')
      return false
    const pen = document.createElement('canvas').getContext('2d')
    const style = getComputedStyle(element)
    pen.font = style.font
    const room = element.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight)
    return pen.measureText(element.placeholder).width > room + 1
  }

  function readTexts() {
    const texts = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = node.textContent.trim()
      const parent = node.parentElement
      if (text === '' || parent === null || !isTextInView(parent)) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      const { left, top, right, bottom } = range.getBoundingClientRect()
      if (right <= left) continue
      const { textOverflow } = getComputedStyle(parent)
      const button = parent.closest('button, [role="button"], [role="tab"], [role="menuitem"]')
      const control = elements.indexOf(button)
      texts.push({
        text,
        what: labelOf(parent),
        box: { left, top, right, bottom },
        // The element of the text itself may be the one that cuts it off.
        clips: clipsFrom(parent, 'static'),
        isCut: textOverflow === 'ellipsis' && parent.scrollWidth > parent.clientWidth + 1,
        hasTitle: parent.closest('[title]') !== null,
        isOurs: parent.closest('[translate="no"]') === null,
        control: control < 0 ? null : control,
      })
    }
    return texts
  }

  function isTextInView(element) {
    const isShown = element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    if (!isShown || isForScreenReaders(element) || isWaitingLink(element)) return false
    return element.closest('body > [aria-hidden="true"]') === null
  }

  function nameOf(element) {
    const source = element.matches('input, textarea') ? element : (element.querySelector('input') ?? element)
    const label = source.getAttribute('aria-label') ?? source.labels?.[0]?.textContent ?? source.textContent
    const role = source.getAttribute('role') ?? { A: 'link', INPUT: source.type }[source.tagName]
    return `${role ?? source.tagName.toLowerCase()} "${label.trim().replace(/\s+/g, ' ').slice(0, 60)}"`
  }

  /** How a person finds the element again: the name of its role and place, and its first words. */
  function labelOf(element) {
    const words = element.textContent.trim().replace(/\s+/g, ' ').slice(0, 40)
    return `${placeOf(element)}${words === '' ? '' : ` ("${words}")`}`
  }

  function placeOf(element) {
    const named = element.closest('[aria-label], [data-pane], [role]')
    const name = named?.getAttribute('aria-label') ?? named?.dataset.pane ?? named?.getAttribute('role')
    return `${element.tagName.toLowerCase()} in ${name ?? 'the page'}`
  }
}
