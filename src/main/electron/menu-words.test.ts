import { describe, expect, it } from 'vitest'
import { withRoleWords } from './menu-words.ts'

describe('the words of the menu', () => {
  it("name the system's own entries in the language", () => {
    const [window, file] = withRoleWords(
      [
        { role: 'windowMenu', label: '&Fenster' },
        { label: '&Datei', submenu: [{ role: 'quit' }, { label: 'Fort', role: 'close' }] },
      ],
      'de',
    )
    expect(window).toMatchObject({ label: '&Fenster' })
    expect(window?.submenu).toContainEqual({ role: 'close', label: 'Fenster schließen' })
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
