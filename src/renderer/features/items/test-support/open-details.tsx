import { ThemeProvider } from '@mui/material/styles'
import { QueryClientProvider } from '@tanstack/react-query'
import { configure, render } from '@testing-library/react'
import { vi } from 'vitest'
import '../../../app/i18n.ts'
import { createQueryClient } from '../../../app/query-client.ts'
import { theme } from '../../../app/theme.ts'
import { createFakeClient, type FakeClient, installFakeClient } from '../../../test-support/fake-client.ts'
import type { ItemKey } from '../../../../shared/model/item.ts'
import { anAccount, type FakeState, madeUpItems } from '../../../test-support/fake-state.ts'
import type { ContactDeletionProps } from '../ItemActions.tsx'
import { ItemDetails } from '../ItemDetails.tsx'

configure({ asyncUtilTimeout: 15_000 })
vi.setConfig({ testTimeout: 60_000 })

type State = Partial<FakeState>
export const account = anAccount()
const [first] = madeUpItems(account, 'contact', 1)
if (first === undefined) throw new Error('there is one')
export const ada = first

/** Stands in for the dialog, which lives in another feature: deletes at one press. */
function ContactDeletion({ onDeleted }: ContactDeletionProps) {
  return (
    <button
      onClick={() => {
        onDeleted()
      }}
    >
      really
    </button>
  )
}

/** Draws the details of an item alone, over a fake main that `prepare` may change first. */
export function openDetails(
  state: State = {},
  item = ada,
  prepare: (fake: FakeClient) => void = () => undefined,
) {
  const fake = createFakeClient({ accounts: [account], items: [item], ...state })
  prepare(fake)
  installFakeClient(fake)
  const onClose = vi.fn<(announcement?: string) => void>()
  const onEdit = vi.fn()
  const onOpen = vi.fn<(key: ItemKey) => void>()
  const onShowChanges = vi.fn<(key: ItemKey) => void>()
  const onShowInside = vi.fn<(key: ItemKey) => void>()
  const onStep = vi.fn<(by: 1 | -1) => void>()
  render(
    <ThemeProvider theme={theme}>
      <QueryClientProvider client={createQueryClient()}>
        <ItemDetails
          itemKey={item.key}
          accounts={fake.state.accounts}
          providers={fake.state.providers}
          onClose={onClose}
          onEdit={onEdit}
          onOpen={onOpen}
          onShowChanges={onShowChanges}
          onShowInside={onShowInside}
          onStep={onStep}
          ContactDeletion={ContactDeletion}
        />
      </QueryClientProvider>
    </ThemeProvider>,
  )
  return { fake, onClose, onEdit, onOpen, onShowChanges, onShowInside, onStep }
}
