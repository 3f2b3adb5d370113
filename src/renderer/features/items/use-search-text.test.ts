import { describe, expect, it } from 'vitest'
import { afterOutsideChange } from './use-search-text.ts'

describe('afterOutsideChange', () => {
  it('keeps what was typed since when the echo of an earlier text arrives', () => {
    const typing = { text: 'adal', sent: ['a', 'ad', 'ada'], seen: '' }
    const afterFirst = afterOutsideChange(typing, 'ad')
    expect(afterFirst).toEqual({ text: 'adal', sent: ['ada'], seen: 'ad' })
    expect(afterOutsideChange(afterFirst, 'ada')).toEqual({ text: 'adal', sent: [], seen: 'ada' })
  })

  it('takes over a text that was not typed here, such as after Back', () => {
    const typed = { text: 'ada', sent: [], seen: 'ada' }
    expect(afterOutsideChange(typed, 'bo')).toEqual({ text: 'bo', sent: [], seen: 'bo' })
    expect(afterOutsideChange(typed, '')).toEqual({ text: '', sent: [], seen: '' })
  })
})
