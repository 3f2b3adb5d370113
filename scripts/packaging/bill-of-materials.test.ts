import { expect, it } from 'vitest'
import { shippedOnly } from './bill-of-materials.mjs'

const component = (name: string, version: string, isForDevelopment = false) => ({
  'bom-ref': `${name}@${version}`,
  name,
  version,
  scope: isForDevelopment ? 'optional' : 'required',
  properties: isForDevelopment ? [{ name: 'cdx:npm:package:development', value: 'true' }] : [],
})

const listed = {
  bomFormat: 'CycloneDX',
  metadata: { component: { 'bom-ref': 'portolan@0.1.0', name: 'a-checkout', version: '0.1.0' } },
  components: [
    component('zod', '4.0.0'),
    component('react', '19.0.0', true),
    component('vitest', '5.0.0', true),
  ],
  dependencies: [
    { ref: 'portolan@0.1.0', dependsOn: ['zod@4.0.0', 'react@19.0.0', 'vitest@5.0.0'] },
    { ref: 'react@19.0.0', dependsOn: [] },
    { ref: 'vitest@5.0.0', dependsOn: ['zod@4.0.0'] },
  ],
}

it('lists what is shipped, bundled packages too, with the runtime, and no tool', () => {
  const shipped = [
    { name: 'zod', version: '4.0.0' },
    { name: 'react', version: '19.0.0' },
  ]
  const made = shippedOnly(listed, shipped, { version: '33.2.1', isOfficial: false })
  expect(made.metadata.component.name).toBe('portolan')
  expect(made.components.map((one) => [one['bom-ref'], one.scope])).toEqual([
    ['zod@4.0.0', 'required'],
    ['react@19.0.0', 'required'],
    ['electron@33.2.1', 'required'],
  ])
  expect(made.components.find(({ name }) => name === 'react')?.properties).toEqual([])
  expect(made.dependencies).toEqual([
    { ref: 'portolan@0.1.0', dependsOn: ['zod@4.0.0', 'react@19.0.0', 'electron@33.2.1'] },
    { ref: 'react@19.0.0', dependsOn: [] },
  ])
})
