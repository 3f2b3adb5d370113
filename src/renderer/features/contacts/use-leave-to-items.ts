import { useNavigate, useRouterState } from '@tanstack/react-router'
import type { ItemKey } from '../../../shared/model/item.ts'
import type { News } from '../../ui/notify.ts'

interface Leaving {
  readonly selected?: ItemKey
  /** What the list then says. */
  readonly announcement?: News
}

/** Goes back to the list as it was left. It asks nothing: what was typed and not saved is kept. */
export function useLeaveToItems(): (leaving?: Leaving) => void {
  const navigate = useNavigate()
  const listSearch = useListSearch()
  return (leaving) => {
    const search = leaving === undefined ? { ...listSearch } : { ...listSearch, selected: leaving.selected }
    const announcement = leaving?.announcement
    void navigate({ to: '/items', search, state: announcement === undefined ? {} : { announcement } })
  }
}

/** Goes to another contact's form; the way back stays the same. */
export function useGoToContact(): (key: ItemKey, options?: { readonly replace?: boolean }) => void {
  const navigate = useNavigate()
  const listSearch = useListSearch()
  return (key, { replace = false } = {}) => {
    const state = listSearch === undefined ? {} : { listSearch }
    void navigate({ to: '/contacts/$key', params: { key }, state, replace })
  }
}

export const useListSearch = () =>
  useRouterState({ select: ({ location }) => location.state.listSearch, structuralSharing: false })
