import Box from '@mui/material/Box'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import {
  type ComponentType,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../shared/model/account.ts'
import type { ItemKey } from '../../../shared/model/item.ts'
import type { ProviderDescriptor } from '../../../shared/model/provider.ts'
import { problemOf } from '../../api/client.ts'
import { useAppState } from '../../api/use-app-state.ts'
import { type StepLetters, useStepLetters } from '../../api/use-command-keys.ts'
import { itemQuery } from '../../api/use-items.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { DetailHead, ItemFacts } from './detail/DetailHead.tsx'
import { DetailSkeleton } from './detail/DetailSkeleton.tsx'
import { ItemHistory } from './detail/ItemHistory.tsx'
import { paneLook } from './detail/pane-look.ts'
import { type JsonLooking, RecordJson } from './detail/RecordJson.tsx'
import { RelatedItems } from './detail/RelatedItems.tsx'
import { useFieldUndo } from './detail/use-field-undo.ts'
import { usePanePlace } from './detail/use-pane-place.ts'
import { allViews, type View } from './detail/view.ts'
import { ViewTabs } from './detail/ViewTabs.tsx'
import { type ContactDeletionProps, ItemActions, ReadOnlyHint } from './ItemActions.tsx'
import { ItemContent } from './ItemContent.tsx'
import { PendingNotice } from './PendingNotice.tsx'
import { RecordFields } from './RecordFields.tsx'
import { Whereabouts } from './Whereabouts.tsx'

interface ItemDetailsProps {
  readonly itemKey: ItemKey
  readonly accounts: readonly Account[]
  readonly providers: readonly ProviderDescriptor[]
  readonly onClose: () => void
  readonly onEdit: (key: ItemKey) => void
  /** Opens another item in this pane. */
  readonly onOpen: (key: ItemKey) => void
  /** Shows in the outbox what of an item is not sent yet. */
  readonly onShowChanges: (key: ItemKey) => void
  /** Lists what stands in an item. */
  readonly onShowInside: (key: ItemKey) => void
  /** Goes to the row before or after; null where there is none. */
  readonly onStep: ((by: 1 | -1) => void) | null
  readonly ContactDeletion: ComponentType<ContactDeletionProps> | undefined
}

/** One item beside the list: what is known of it, what can be done with it, and the record it came from. */
export function ItemDetails(props: ItemDetailsProps) {
  const { itemKey, accounts, providers, onClose, onStep } = props
  const { t } = useTranslation(['items', 'detail'])
  const id = useId()
  const pane = useRef<HTMLElement>(null)
  const [view, setView] = useState<View>('fields')
  // The item before stays until the next one is there: stepping through the list does not flicker.
  const { data, error, isPlaceholderData, refetch } = useQuery({
    ...itemQuery(itemKey),
    placeholderData: keepPreviousData,
  })
  const [isDeleting, setIsDeleting] = useState(false)
  const [looking, setLooking] = useState<JsonLooking>({ form: 'tree', text: '' })
  const { workspace } = useAppState()
  const letters = useStepLetters()
  // Below the list there is little height: the head is one line, and what else is said scrolls with the view.
  const isFlat = usePanePlace().place === 'bottom'
  // An item that the dialog just deleted stays until the dialog has said so and closed the pane.
  const item = error === null || isDeleting ? data?.item : undefined
  const name = item === undefined || item.name.trim() === '' ? t('unnamed') : item.name
  const account = accounts.find((one) => one.id === item?.accountId)
  const provider = providers.find((one) => one.id === item?.providerId)
  const undoOf = useFieldUndo(item?.key ?? null, data?.pending ?? null)
  const views = allViews.filter((one) => one !== 'content' || data?.hasContent === true)
  // Stepping on to an item that has no text shows what it has instead.
  const shownView = views.find((one) => one === view) ?? 'fields'

  useFocusAfterLeaving(pane, item?.key)

  const onKeyDown = (event: KeyboardEvent): void => {
    const by = stepOf(event, letters)
    if (by === null) return
    event.preventDefault()
    onStep?.(by)
  }
  const open = (key: ItemKey): void => {
    props.onOpen(key)
  }
  const facts = item !== undefined && (
    <ItemFacts
      item={item}
      source={account?.label ?? provider?.name ?? ''}
      loadedAtMs={data?.loadedAtMs ?? null}
      parents={data?.parents ?? []}
      onOpen={open}
    />
  )
  const notice = data !== undefined && item !== undefined && data.pending !== null && (
    <PendingNotice
      pending={data.pending}
      provider={provider?.name ?? ''}
      onShow={() => {
        props.onShowChanges(item.key)
      }}
    />
  )
  const actions = data !== undefined && item !== undefined && (
    <ItemActions
      item={item}
      account={account}
      provider={provider}
      pending={data.pending}
      isFlat={isFlat}
      ContactDeletion={props.ContactDeletion}
      onEdit={props.onEdit}
      isDeleting={isDeleting}
      onDeleting={setIsDeleting}
      onDeleted={onClose}
    />
  )

  return (
    <Box
      component="aside"
      ref={pane}
      aria-label={t('details.label', { name: item === undefined ? '' : name })}
      aria-busy={isPlaceholderData}
      data-pane="details"
      tabIndex={-1}
      onKeyDown={onKeyDown}
      sx={paneLook}
    >
      <DetailHead
        item={item}
        name={name}
        facts={isFlat ? null : facts}
        actions={isFlat ? actions : null}
        onStep={onStep}
        onClose={onClose}
      />
      {data === undefined && error === null && <DetailSkeleton />}
      {error !== null && !isDeleting && (
        <Problem problem={problemOf(error)} onRetry={() => void refetch()} provider={provider?.name} />
      )}
      {data !== undefined && item !== undefined && (
        <>
          {!isFlat && notice}
          {!isFlat && actions}
          {!isFlat && <ReadOnlyHint item={item} account={account} provider={provider} />}
          <ViewTabs id={id} views={views} shown={shownView} onChoose={setView} />
          <Box
            // Each view begins at its top.
            key={shownView}
            role="tabpanel"
            id={`${id}-${shownView}`}
            aria-labelledby={`${id}-${shownView}-tab`}
            tabIndex={0}
            sx={{ position: 'relative', flex: 1, minHeight: 0, overflowY: 'auto' }}
          >
            {isFlat && (
              <>
                <Box sx={{ px: 2, pt: 1 }}>{facts}</Box>
                {notice}
                <ReadOnlyHint item={item} account={account} provider={provider} />
              </>
            )}
            {shownView === 'fields' && (
              <>
                <Whereabouts
                  key={`${item.key} place`}
                  item={item}
                  provider={provider?.name ?? ''}
                  inside={data.inside}
                  onShowInside={props.onShowInside}
                />
                <RecordFields
                  item={item}
                  record={data.record}
                  fields={data.fields}
                  changed={new Set(data.pending?.fields)}
                  undoOf={undoOf}
                />
              </>
            )}
            {shownView === 'content' && (
              <ItemContent
                key={item.key}
                item={item}
                provider={provider?.name ?? ''}
                canOpen={item.url !== null && provider !== undefined && workspace?.isSample !== true}
              />
            )}
            {shownView === 'related' && (
              <RelatedItems
                key={item.key}
                item={item}
                parents={data.parents}
                links={data.links}
                linkCounts={data.linkCounts}
                onOpen={open}
                onShowInside={props.onShowInside}
              />
            )}
            {shownView === 'history' && (
              <ItemHistory
                key={item.key}
                item={item}
                provider={provider?.name ?? ''}
                loadedAtMs={data.loadedAtMs}
                isEdited={item.type === 'contact' && provider?.capabilities.contacts === true}
                onShowChanges={props.onShowChanges}
              />
            )}
            {shownView === 'json' && (
              <RecordJson key={item.key} record={data.record} looking={looking} onLook={setLooking} />
            )}
          </Box>
        </>
      )}
    </Box>
  )
}

/** The row that a key leads to: a letter where no text is typed, Alt with an arrow everywhere. */
function stepOf(event: KeyboardEvent, letters: StepLetters): 1 | -1 | null {
  const { key, target, altKey, ctrlKey, metaKey } = event
  if (ctrlKey || metaKey) return null
  if (altKey) return key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : null
  const isTyping =
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && target.type !== 'checkbox' && target.type !== 'radio')
  return isTyping ? null : letters.stepOf(event)
}

/** A link that led to another record goes with its own; the keyboard stays in the pane. */
function useFocusAfterLeaving(pane: RefObject<HTMLElement | null>, key: ItemKey | undefined): void {
  const before = useRef(key)
  useEffect(() => {
    const isAnother = before.current !== undefined && before.current !== key
    before.current = key
    if (isAnother && document.activeElement === document.body) pane.current?.focus()
  }, [pane, key])
}

interface ProblemProps {
  readonly problem: ReturnType<typeof problemOf>
  readonly onRetry: () => void
  readonly provider: string | undefined
}

function Problem({ problem, onRetry, provider }: ProblemProps) {
  const { t } = useTranslation('items')
  if (problem.error.kind === 'not-found') {
    return (
      <EmptyState title={t('details.gone')} level="h3">
        {t('details.goneBody')}
      </EmptyState>
    )
  }
  return (
    <Box sx={{ p: 2 }}>
      <ErrorNotice
        {...problem}
        {...(provider === undefined ? {} : { provider })}
        actions={{ retry: onRetry }}
      />
    </Box>
  )
}
