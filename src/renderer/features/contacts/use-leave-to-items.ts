import { useNavigate, useRouterState } from '@tanstack/react-router'
import type { ItemKey } from '../../../shared/model/item.ts'

interface Leaving {
  readonly selected?: ItemKey
  /** A sentence that the list then says. */
  readonly announcement?: string
}

/** Goes back to the list as it was left, asking nothing: what was typed is saved or of no use any more. */
export function useLeaveToItems(): (leaving?: Leaving) => void {
  const navigate = useNavigate()
  const listSearch = useListSearch()
  return ({ selected, announcement } = {}) => {
    void navigate({
      to: '/items',
      search: { ...listSearch, selected },
      state: announcement === undefined ? {} : { announcement },
      ignoreBlocker: true,
    })
  }
}

/** The way back by hand: unlike after saving, it asks if something was typed. */
export function useBackToItems(): () => void {
  const navigate = useNavigate()
  const listSearch = useListSearch()
  return () => void navigate({ to: '/items', search: { ...listSearch } })
}

const useListSearch = () =>
  useRouterState({ select: ({ location }) => location.state.listSearch, structuralSharing: false })
