import { describe, expect, it } from 'vitest'
import { afterAddressChange, searchStateOf } from './search-text.ts'

describe('afterAddressChange', () => {
  it('keeps what was typed since when the echo of an earlier text arrives', () => {
    const typing = { ...searchStateOf(''), text: 'adal', sent: ['a', 'ad', 'ada'] }
    const afterFirst = afterAddressChange(typing, 'ad')
    expect(afterFirst).toEqual({ ...typing, sent: ['ada'], seen: 'ad' })
    expect(afterAddressChange(afterFirst, 'ada')).toEqual({ ...typing, sent: [], seen: 'ada' })
  })

  it('takes over a text that was not typed here, such as after Back', () => {
    const typed = { ...searchStateOf('ada'), sent: ['ada c'] }
    expect(afterAddressChange(typed, 'bo')).toEqual(searchStateOf('bo'))
    expect(afterAddressChange(typed, '')).toEqual(searchStateOf(''))
  })

  it('says that the field has to follow where the text is not of here, also twice the same', () => {
    const typing = { ...searchStateOf(''), text: 'ada', sent: ['ada'] }
    expect(afterAddressChange(typing, 'ada').outside).toBe(typing.outside)
    const back = afterAddressChange(typing, '')
    expect(back.outside).not.toBe(typing.outside)
  })
})
