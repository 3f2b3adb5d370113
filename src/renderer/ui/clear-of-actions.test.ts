import { describe, expect, it } from 'vitest'
import { clearBottom } from './clear-of-actions.ts'

const stack = { left: 400, right: 786, height: 100 }
const bar = (top: number, bottom: number, left = 104, right = 800) => ({ top, bottom, left, right })
const place = (...bars: ReturnType<typeof bar>[]): number => clearBottom(stack, 14, 600, bars)

describe('the place of what is told', () => {
  it('is the corner where nothing stands there', () => {
    expect(place()).toBe(14)
  })

  it('is above the buttons that end a form, wherever they are', () => {
    expect(place(bar(520, 600))).toBe(88)
    expect(place(bar(480, 520))).toBe(128)
  })

  it('is not moved by buttons beside it, above it or below it', () => {
    expect(place(bar(520, 600, 104, 400))).toBe(14)
    expect(place(bar(520, 600, 786, 800))).toBe(14)
    expect(place(bar(400, 486))).toBe(14)
    expect(place(bar(586, 600))).toBe(14)
  })

  it('is above a second row of buttons where the first one leads onto it', () => {
    expect(place(bar(420, 480), bar(520, 600))).toBe(188)
  })
})
