import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import english from '../../src/renderer/copy/en/errors.json' with { type: 'json' }
import { appErrorSchema } from '../../src/shared/errors.ts'

const kinds = appErrorSchema.options.map(({ shape }) => shape.kind.value)
const titleOf = (kind: (typeof kinds)[number]): string => english[kind].title

interface Entry {
  readonly title: string
  readonly kind: string
  readonly body: string
}

async function entries(): Promise<Entry[]> {
  const page = await readFile('docs/troubleshooting.md', 'utf8')
  return page
    .split(/^### /m)
    .slice(1)
    .map((part) => {
      const [head = '', ...lines] = part.split('\n')
      const [, title = '', kind = ''] = /^(.*) \(`([\w-]+)`\)$/.exec(head) ?? []
      return { title, kind, body: lines.join('\n') }
    })
}

describe('docs/troubleshooting.md', () => {
  it('has one entry for each kind of error, under the title that the window shows', async () => {
    const written = (await entries()).map(({ title, kind }) => ({ title, kind }))
    const owed = kinds.map((kind) => ({ title: titleOf(kind), kind }))
    const byKind = (one: { kind: string }, other: { kind: string }) => (one.kind < other.kind ? -1 : 1)
    expect(written.toSorted(byKind)).toEqual(owed.toSorted(byKind))
  })

  it('says in each why, what is safe and what to do', async () => {
    const lacking = (await entries()).filter(
      ({ body }) =>
        !['Why', 'Safe', 'Do'].every((part) => new RegExp(`^- \\*\\*${part}\\*\\*: \\S`, 'm').test(body)),
    )
    expect(lacking).toEqual([])
  })
})

describe('docs/coming-from-the-predecessors.md', () => {
  it('names every variable that an imported .env is read for', async () => {
    const page = await readFile('docs/coming-from-the-predecessors.md', 'utf8')
    const source = await readFile('src/main/clients/read-env.ts', 'utf8')
    const alone = [...source.matchAll(/valueOf\('([A-Z_]+)'/g)].map(([, name]) => name!)
    const ofProvider = [...source.matchAll(/\$\{prefix\}([A-Z_]+)`/g)].map(([, name]) => name!)
    expect(alone).not.toEqual([])
    expect(ofProvider).not.toEqual([])
    const owed = [
      ...alone,
      ...ofProvider.flatMap((name) => ['HUBSPOT', 'NOTION', 'AIRTABLE'].map((id) => `${id}_${name}`)),
    ]
    expect(owed.filter((name) => !page.includes(`\`${name}\``))).toEqual([])
  })
})
