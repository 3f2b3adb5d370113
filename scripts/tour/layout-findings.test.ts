import { describe, expect, it } from 'vitest'
import { cutOff, layoutFindings, overlaps } from './layout-findings.mjs'

const slack = { x: 1, y: 1 }
const box = (left: number, top: number, right: number, bottom: number) => ({ left, top, right, bottom })
const frame = (what: string, shape: ReturnType<typeof box>, scrolled = {}) => ({
  what,
  box: shape,
  content: shape,
  scrollsX: false,
  scrollsY: false,
  ...scrolled,
})
const theWindow = frame('the window', box(0, 0, 1000, 800))
const control = (what: string, shape: ReturnType<typeof box>, more = {}) => ({
  what,
  box: shape,
  clips: [theWindow],
  within: [],
  isField: false,
  isInBar: false,
  coveredBy: null,
  isPlaceholderCut: false,
  ...more,
})
const textRun = (text: string, shape: ReturnType<typeof box>, more = {}) => ({
  text,
  what: 'span in the list',
  box: shape,
  clips: [theWindow],
  isCut: false,
  hasTitle: false,
  control: null,
  ...more,
})
const facts = (part: object) => ({ controls: [], texts: [], shifted: [], ...part })

describe('cutOff', () => {
  it('finds nothing wrong with a box inside of everything, or a rounding error outside', () => {
    expect(cutOff(box(10, 10, 100, 40), [theWindow], slack)).toBeNull()
    expect(cutOff(box(-0.6, 10, 100, 800.9), [theWindow], slack)).toBeNull()
  })

  it('names the side and the distance by which a box leaves the window or a frame that does not scroll', () => {
    expect(cutOff(box(950, 10, 1020, 40), [theWindow], slack)).toBe('19 px beyond the right of the window')
    const card = frame('a card', box(0, 0, 200, 100))
    expect(cutOff(box(10, 70, 100, 120), [card, theWindow], slack)).toBe('19 px beyond the bottom of a card')
  })

  it('takes what can be scrolled into view for seen, and what lies before the start of the scroll for lost', () => {
    const list = frame('a list', box(0, 0, 200, 100), { content: box(0, -50, 200, 400), scrollsY: true })
    expect(cutOff(box(10, 300, 100, 330), [list, theWindow], slack)).toBeNull()
    expect(cutOff(box(10, -80, 100, -55), [list, theWindow], slack)).toBe('29 px beyond the top of a list')
    expect(cutOff(box(150, 20, 230, 40), [list, theWindow], slack)).toBe('29 px beyond the right of a list')
  })

  it('does not take a place in a scrolled list for a place in the window', () => {
    const list = frame('a list', box(0, 700, 200, 800), { content: box(0, 700, 200, 2_000), scrollsY: true })
    expect(cutOff(box(10, 1_500, 100, 1_530), [list, theWindow], slack)).toBeNull()
  })
})

describe('overlaps', () => {
  it('finds two controls of which one lies on a part of the other, by more than 2 px', () => {
    const found = overlaps([
      control('button "Save"', box(0, 0, 100, 30)),
      control('button "Reset"', box(97, 0, 200, 30)),
    ])
    expect(found).toEqual([
      { kind: 'overlap', element: 'button "Save"', detail: 'lies partly on button "Reset"' },
    ])
    const touching = [control('one', box(0, 0, 100, 30)), control('other', box(98, 0, 200, 30))]
    expect(overlaps(touching)).toEqual([])
  })

  it('finds a button that hides another one completely', () => {
    const found = overlaps([
      control('button "Big"', box(0, 0, 100, 50)),
      control('button "Small"', box(10, 10, 30, 30)),
    ])
    expect(found).toHaveLength(1)
  })

  it('leaves out what of a control was scrolled out of its frame', () => {
    const list = frame('the list', box(0, 100, 1000, 800), { scrollsY: true })
    const scrolled = control('button "Open"', box(0, 80, 100, 110), { clips: [list, theWindow] })
    expect(overlaps([control('button "Status"', box(50, 60, 150, 96)), scrolled])).toEqual([])
    expect(overlaps([control('button "Status"', box(50, 60, 150, 104)), scrolled])).toHaveLength(1)
  })

  it('allows a button inside of a field and a control inside of a control', () => {
    const field = control('searchbox "Search"', box(0, 0, 200, 32), { isField: true })
    expect(overlaps([field, control('button "Clear"', box(170, 4, 194, 28))])).toEqual([])
    const row = control('radio "HubSpot"', box(0, 0, 200, 60))
    expect(overlaps([row, control('link "More"', box(150, 10, 260, 40), { within: [0] })])).toEqual([])
  })

  it('allows what is scrolled under a bar, and not two controls in it', () => {
    const field = control('text "Phone"', box(0, 0, 200, 32), { isField: true })
    const save = control('button "Save"', box(100, 16, 300, 60), { isInBar: true })
    expect(overlaps([field, save])).toEqual([])
    const reset = control('button "Reset"', box(200, 16, 320, 60), { isInBar: true })
    expect(overlaps([save, reset])).toHaveLength(1)
  })
})

describe('layoutFindings', () => {
  it('finds text that is cut off unless pointing at it shows the whole', () => {
    const cut = textRun('a very long name', box(0, 0, 150, 20), { isCut: true })
    expect(layoutFindings(facts({ texts: [cut] }))).toEqual([
      {
        kind: 'text cut off',
        element: 'span in the list',
        detail: 'it is longer than its place: "a very long name"',
      },
    ])
    expect(layoutFindings(facts({ texts: [{ ...cut, hasTitle: true }] }))).toEqual([])
  })

  it('forgives a line of text its leading, but not its width', () => {
    const label = frame('a label', box(0, 0, 100, 16))
    expect(
      layoutFindings(facts({ texts: [textRun('fits', box(0, -2, 100, 18), { clips: [label] })] })),
    ).toEqual([])
    const wide = textRun('too wide', box(0, 0, 110, 16), { clips: [label] })
    expect(layoutFindings(facts({ texts: [wide] }))).toHaveLength(1)
  })

  it('finds text that sticks out of its button', () => {
    const controls = [control('button "Create"', box(0, 0, 60, 30))]
    const found = layoutFindings(
      facts({ controls, texts: [textRun('Create contact', box(8, 6, 90, 24), { control: 0 })] }),
    )
    expect(found).toEqual([
      {
        kind: 'text outside',
        element: 'span in the list',
        detail: 'it sticks out of button "Create": "Create contact"',
      },
    ])
  })

  it('finds a covered control where its middle can be seen, and nothing where it is scrolled away', () => {
    const covered = control('button "Load now"', box(0, 0, 80, 30), { coveredBy: 'div in Status' })
    expect(layoutFindings(facts({ controls: [covered] }))).toEqual([
      { kind: 'covered', element: 'button "Load now"', detail: 'under div in Status' },
    ])
    const list = frame('a list', box(0, 100, 200, 200), { content: box(0, 0, 200, 400), scrollsY: true })
    expect(layoutFindings(facts({ controls: [{ ...covered, clips: [list, theWindow] }] }))).toEqual([])
  })

  it('finds a placeholder that does not fit and an element that cannot be scrolled back', () => {
    const field = control('searchbox "Search"', box(0, 0, 80, 30), { isField: true, isPlaceholderCut: true })
    const found = layoutFindings(facts({ controls: [field], shifted: ['html in the page'] }))
    expect(found.map(({ kind }) => kind)).toEqual(['text cut off', 'shifted'])
  })
})
