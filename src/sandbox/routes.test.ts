import { describe, expect, it } from 'vitest'
import { emptyReply } from './exchange.ts'
import { createRouter, type Route } from './routes.ts'

const route = (method: string, path: string): Route => ({ method, path, handle: () => emptyReply(204) })
const find = createRouter([
  route('GET', '/objects/{type}/{id}'),
  route('PATCH', '/objects/{type}/{id}'),
  route('POST', '/objects/{type}/search'),
  route('GET', '/objects'),
])

describe('the table of routes', () => {
  it('finds a route and names the parts of its path', () => {
    expect(find('PATCH', ['objects', 'deals', '9'])).toMatchObject({
      route: { method: 'PATCH', path: '/objects/{type}/{id}' },
      params: { type: 'deals', id: '9' },
    })
  })

  it('takes a literal part before a named one, and a named one for the other methods', () => {
    expect(find('POST', ['objects', 'deals', 'search'])).toMatchObject({
      route: { path: '/objects/{type}/search' },
    })
    expect(find('GET', ['objects', 'deals', 'search'])).toMatchObject({ params: { id: 'search' } })
  })

  it('says which methods a path has', () => {
    expect(find('DELETE', ['objects', 'deals', '9'])).toEqual({ allowed: 'GET, PATCH' })
  })

  it('finds nothing for other lengths, other words and empty parts', () => {
    expect(find('GET', ['objects', 'deals', '9', 'x'])).toBeUndefined()
    expect(find('GET', ['subjects'])).toBeUndefined()
    expect(find('GET', ['objects', 'deals', ''])).toBeUndefined()
  })
})
