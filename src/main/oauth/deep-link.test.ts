import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deepLinkIn } from './deep-link.ts'
import { appScheme } from './redirect-address.ts'

const link = `${appScheme}:/oauth/made-up/callback?code=c&state=s`

describe('the link in the arguments of a start', () => {
  it.each<[string, string[]]>([
    ['alone', [link]],
    ['after the program and the separator that it is registered with', ['/opt/portolan', '--', link]],
    ['among the switches that Chromium adds', ['portolan', link, '--original-process-start-time=1', '--x']],
    ['before other files and pages', [link, '/etc/passwd', 'https://example.com/']],
    // What stands beside the link means nothing to the app, so it does not matter that it is hostile.
    ['among switches that would be worth something', ['portolan', '--inspect=0', '--gpu-launcher=x', link]],
    ['in capitals, as schemes have no case', [link.replace(appScheme, appScheme.toUpperCase())]],
  ])('R77: is found %s', (_where, argv) => {
    expect(deepLinkIn(argv)?.href).toBe(link)
  })

  it.each<[string, string[]]>([
    ['no arguments', []],
    ['no link', ['portolan', '--inspect', '/etc/passwd']],
    ['two links', [link, link]],
    ['two links, one of them no link at all', [link, `${appScheme}:`]],
    ['a link in a switch', [`--open-url=${link}`]],
    ['a link in another word', [` ${link}`]],
    ['another scheme', ['com.example.app:/oauth/made-up/callback']],
    ['a page on the web', ['https://example.com/oauth/made-up/callback?code=c&state=s']],
    ['a scheme that begins like ours', [`${appScheme}.evil:/oauth/made-up/callback`]],
    ['a host', [`${appScheme}://oauth/made-up/callback`]],
    ['no path', [`${appScheme}:`]],
    ['no way from the root', [`${appScheme}:oauth/made-up/callback`]],
    ['two slashes in the path', [`${appScheme}:////oauth`]],
    ['4 KiB and a byte', [link.padEnd(4_097, 'x')]],
    ['a megabyte', [link.padEnd(1_000_000, 'x')]],
    ['an encoded NUL', [`${link}%00`]],
    ['a line break', [`${link}\n--inspect`]],
    ['a space and a switch', [`${link} --inspect`]],
    ['letters beyond ASCII', [`${link}\u202e`]],
  ])('R77: is not found in %s', (_what, argv) => {
    expect(deepLinkIn(argv)).toBeNull()
  })

  it('R77: may have 4 KiB', () => {
    expect(deepLinkIn([link.padEnd(4_096, 'x')])?.href).toHaveLength(4_096)
  })

  it('R77: is one of ours or nothing, whatever the arguments are', () => {
    const word = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.webUrl({ withQueryParameters: true }),
      fc.constantFrom('--', '--inspect', `--gpu-launcher=${link}`, link, `${appScheme}:`),
      fc.string({ unit: 'binary' }).map((rest) => `${appScheme}:${rest}`),
      fc.string().map((rest) => `${appScheme}:/${rest}`),
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), (argv) => {
        const found = deepLinkIn(argv)
        const ours = argv.filter((one) => one.toLowerCase().startsWith(`${appScheme}:`))
        if (found === null) return
        expect(ours).toHaveLength(1)
        expect(found.href).toBe(new URL(ours[0] ?? '').href)
        expect(found.protocol).toBe(`${appScheme}:`)
        expect(found.host).toBe('')
        expect(found.pathname).toMatch(/^\/[^/]/)
        expect(ours[0]?.length).toBeLessThanOrEqual(4_096)
      }),
      { numRuns: 2_000 },
    )
  })

  it('R77: does not depend on what stands around it', () => {
    const other = fc.string().filter((one) => !one.toLowerCase().startsWith(`${appScheme}:`))
    const around = fc.array(fc.oneof(other, fc.constantFrom('--', '--inspect-brk', '--gpu-launcher=sh')))
    fc.assert(
      fc.property(around, around, (before, after) => {
        expect(deepLinkIn([...before, link, ...after])?.href).toBe(link)
        expect(deepLinkIn([...before, link, ...after, link])).toBeNull()
      }),
    )
  })
})
