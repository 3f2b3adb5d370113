import { describe, expect, it } from 'vitest'
import { withoutSignedAddresses, withoutSignedFiles } from './signed-addresses.ts'

const amazon =
  'https://prod-files-secure.s3.us-west-2.amazonaws.com/1/2/photo.png?X-Amz-Algorithm=AWS4&X-Amz-Signature=5f1c'
const hosted = { type: 'file', file: { url: amazon, expiry_time: '2026-03-01T20:05:00.000Z' } }
const unhosted = { type: 'file', file: { url: null, expiry_time: null } }

describe('a record', () => {
  it('keeps no address of a file of Notion’s own, wherever it stands, and the file’s name', () => {
    const external = { type: 'external', name: 'x', external: { url: 'https://x.example/a.png' } }
    expect(
      withoutSignedFiles({
        cover: hosted,
        icon: hosted,
        properties: {
          Files: { id: 'f', type: 'files', files: [{ name: 'photo.png', ...hosted }, external] },
          All: {
            id: 'r',
            type: 'rollup',
            rollup: { type: 'array', array: [{ type: 'files', files: [hosted] }] },
          },
        },
      }),
    ).toEqual({
      cover: unhosted,
      icon: unhosted,
      properties: {
        Files: { id: 'f', type: 'files', files: [{ name: 'photo.png', ...unhosted }, external] },
        All: {
          id: 'r',
          type: 'rollup',
          rollup: { type: 'array', array: [{ type: 'files', files: [unhosted] }] },
        },
      },
    })
  })

  it('keeps a property that is called file, and everything else as it is', () => {
    const record = {
      properties: { file: { id: 'a', type: 'url', url: 'https://x.example' } },
      n: [1, null, 'a'],
    }
    expect(withoutSignedFiles(record)).toEqual(record)
  })
})

describe('a page’s text', () => {
  it.each([
    [`![A photo](${amazon})`, '![A photo]()'],
    [`<file src="${amazon}">Report</file> and more`, '<file src="">Report</file> and more'],
    ['a https://file.notion.so/f/f/1/2/x.pdf?table=block&expirationTimestamp=17&signature=ab-c b', 'a  b'],
    ['![](https://img.notionusercontent.com/s3/x/y.png?exp=17&sig=ab)', '![]()'],
    ['(https://files.example.com/x.jpg?X-Amz-Credential=A%2Fb&x=1)', '()'],
  ])('%s loses the address that expires', (markdown, expected) => {
    expect(withoutSignedAddresses(markdown)).toBe(expected)
  })

  it.each([
    '[a link](https://x.example/?signature=mine&sig=1&exp=2)',
    '[a page](https://app.notion.com/p/Tuscan-kale-598337872cf94fdf8782e53db20768a5)',
    'https://evilamazonaws.com.example/?sig=1',
    'X-Amz-Signature=5 is a parameter',
  ])('%s stays as it was written', (markdown) => {
    expect(withoutSignedAddresses(markdown)).toBe(markdown)
  })
})
