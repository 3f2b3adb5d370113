import { describe, expect, it } from 'vitest'
import { withRoleWords } from './menu-words.ts'

describe('the words of the menu', () => {
  it("name the system's own entries in the language", () => {
    const [edit, file] = withRoleWords(
      [
        { role: 'editMenu' },
        { label: '&Datei', submenu: [{ role: 'quit' }, { label: 'Fort', role: 'close' }] },
      ],
      'de',
    )
    expect(edit).toMatchObject({ label: '&Bearbeiten' })
    expect(edit?.submenu).toContainEqual({ role: 'paste', label: 'Einfügen' })
    expect(file?.submenu).toEqual([
      { role: 'quit', label: 'Beenden' },
      { label: 'Fort', role: 'close' },
    ])
  })

  it('leave what has no words alone', () => {
    expect(withRoleWords([{ role: 'appMenu' }, { type: 'separator' }], 'de')).toEqual([
      { role: 'appMenu' },
      { type: 'separator' },
    ])
  })
})
