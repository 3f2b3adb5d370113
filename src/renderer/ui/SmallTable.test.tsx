import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { SmallTable } from './SmallTable.tsx'

afterEach(cleanup)

it('lets an address in a narrow column go on after its marks, and leaves what is no text as it is', () => {
  const address = 'grace.hopper@compiler.example'
  render(
    <SmallTable
      label="Values"
      heads={['Field', 'Now', 'Afterwards']}
      lines={[{ id: '1', cells: [address, address, <em key="0">{address}</em>] }]}
      maxHeight={200}
    />,
  )
  const broken =
    'grace.<wbr aria-hidden="true">hopper@<wbr aria-hidden="true">compiler.<wbr aria-hidden="true">example'
  expect(screen.getByRole('rowheader').innerHTML).toBe(broken)
  expect(screen.getAllByRole('cell').map(({ innerHTML }) => innerHTML)).toEqual([
    broken,
    `<em>${address}</em>`,
  ])
})
