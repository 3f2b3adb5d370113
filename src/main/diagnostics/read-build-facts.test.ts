import { expect, it } from 'vitest'
import { type BuildOrigin, channelOf, readBuildFacts } from './read-build-facts.ts'

const packaged = { isPackaged: true, isStandIn: false, version: '1.2.0' }

it.each<[Partial<BuildOrigin>, ReturnType<typeof channelOf>]>([
  [{}, 'stable'],
  [{ version: '1.3.0-beta.1' }, 'beta'],
  [{ version: '1.3.0-alpha.7' }, 'alpha'],
  [{ version: '1.3.0-rc.1' }, 'alpha'],
  [{ version: '1.3.0-1' }, 'alpha'],
  [{ isStandIn: true }, 'stand-in'],
  [{ isPackaged: false, isStandIn: true }, 'sources'],
])('a build of %j is for %s', (origin, channel) => {
  expect(channelOf({ ...packaged, ...origin })).toBe(channel)
})

it('knows for whom it is where nothing was written beside it', async () => {
  const facts = await readBuildFacts(new URL('file:///no/such/build-facts.json'), 'sources')
  expect(facts).toEqual({ channel: 'sources', commit: null, licences: [] })
})
