import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { resources } from '../../renderer/copy/resources.ts'
import { texts as german } from '../../renderer/copy/german.ts'

const folders = ['src/shared/copy', 'src/renderer/copy'].map((folder) => ({
  folder,
  at: path.join(import.meta.dirname, '../../..', folder),
}))

/** Every text of a file by its key: `status.loading`. */
function textsIn(words: unknown, at: readonly string[] = []): [string, string][] {
  if (typeof words === 'string') return [[at.join('.'), words]]
  if (typeof words !== 'object' || words === null) return []
  return Object.entries(words).flatMap(([name, one]) => textsIn(one, [...at, name]))
}

const filesOf = (at: string, language: string): string[] => readdirSync(path.join(at, language)).toSorted()
const read = (at: string, language: string, file: string): ReadonlyMap<string, string> =>
  new Map(textsIn(JSON.parse(readFileSync(path.join(at, language, file), 'utf8'))))

const files = folders.flatMap(({ folder, at }) =>
  filesOf(at, 'en').map((file) => ({
    name: `${folder}/*/${file}`,
    english: read(at, 'en', file),
    german: filesOf(at, 'de').includes(file) ? read(at, 'de', file) : new Map<string, string>(),
  })),
)

/** What is filled in, in whatever order: names with their formats, tags, other texts. Main has single brackets. */
const filledIn = (text: string): string[] =>
  (text.match(/\{\{.*?\}\}|\{\w+\}|<\/?[^>]*>|\$t\(.*?\)/g) ?? [])
    .map((one) => one.replaceAll(' ', ''))
    .toSorted()

/** Words that are the same in both languages, names and units. */
const sameInBoth = new Set(
  'Alt App BE Base Bases Beta Board Browser CSV Chrome Cluster Code Deal Deals Electron Esc ID In JSON LE Limits NDJSON Name Node Offline Organisation Port Portolan Proxy Redis Secret Sentinel Server Status System Team Text Token UTF Version Passphrase Windows in min optional'.split(
    ' ',
  ),
)

/** Whether a text has words that another language has others for; commands are copied, not read. */
function isSaid(key: string, text: string): boolean {
  if (/\.copy\.\d+$/.test(key)) return false
  const own = text.replaceAll(/\{\{.*?\}\}|\{\w+\}|\$t\(.*?\)/g, ' ')
  return (own.match(/\p{L}{2,}/gu) ?? []).some((word) => !sameInBoth.has(word))
}

const notTranslated = /^edits\.\d+\.(email|field|value)$/

describe('the copy in every language', () => {
  it('has the same files', () => {
    for (const { at } of folders) expect(filesOf(at, 'de')).toEqual(filesOf(at, 'en'))
  })

  it('is handed out whole', () => {
    const inFolder = filesOf(folders[1]!.at, 'de').map((file) => path.parse(file).name)
    // Main's menu and the pages name commands alike.
    const handedOut = [...inFolder, 'commands'].toSorted()
    expect(Object.keys(resources.en).toSorted()).toEqual(handedOut)
    expect(Object.keys(german).toSorted()).toEqual(handedOut)
  })

  it.each(['en', 'de'])('has every plural form, in words that differ where they can: %s', (language) => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted()
    for (const { name, english, german } of files) {
      const keys = [...(language === 'en' ? english : german).keys()]
      const plural = /[_.](?:zero|one|two|few|many|other)$/
      const counted = keys.filter((key) => plural.test(key)).map((key) => key.replace(plural, ''))
      for (const key of new Set(counted)) {
        const own = keys.filter((one) => plural.test(one) && one.replace(plural, '') === key)
        const has = own.map((one) => one.slice(key.length + 1)).toSorted()
        // A word of its own may be called `other` as well.
        if (has.length > 1 || own[0]?.includes('_') === true)
          expect([name, key, has]).toEqual([name, key, forms])
      }
    }
  })

  it.each(files)('has the same texts, none missing and none too many: $name', ({ english, german }) => {
    expect([...german.keys()].toSorted()).toEqual([...english.keys()].toSorted())
  })

  it.each(files)('has the same values to fill in: $name', ({ english, german }) => {
    const different = [...english].flatMap(([key, text]) => {
      const translated = german.get(key)
      if (translated === undefined || /\.copy\.\d+$/.test(key)) return []
      return filledIn(translated).join() === filledIn(text).join() ? [] : [`${key}: ${translated}`]
    })
    expect(different).toEqual([])
  })

  it.each(files)('is translated: $name', ({ english, german }) => {
    const same = [...english].filter(
      ([key, text]) => german.get(key) === text && isSaid(key, text) && !notTranslated.test(key),
    )
    expect(same).toEqual([])
  })

  it.each(files)('keeps to German typography: $name', ({ german }) => {
    // Quotation marks stand below and above; what is left out is set apart, but not put on a line of its own.
    const wrong = [...german].filter(
      ([key, text]) =>
        !/\.copy\.\d+$/.test(key) && /(?:^|[\s(])[“"]|”|"| …|\S\.\.\.|[\p{L}]…| %|\bDu\b|\bdein/u.test(text),
    )
    expect(wrong).toEqual([])
  })
})
