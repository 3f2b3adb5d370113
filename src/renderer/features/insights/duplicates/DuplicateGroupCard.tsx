import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Card from '@mui/material/Card'
import Typography from '@mui/material/Typography'
import { type ComponentType, Suspense, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account, AccountId } from '../../../../shared/model/account.ts'
import {
  MOST_TOLD_APART,
  type DuplicateGroup,
  type DuplicateMember,
  type Duplicates,
} from '../../../../shared/model/duplicates.ts'
import type { ListField } from '../../../../shared/model/list-field.ts'
import { problemOf } from '../../../api/client.ts'
import { useMoreMembers } from '../../../api/use-duplicates.ts'
import { useProviders } from '../../../api/use-providers.ts'
import { takesContactEdits } from '../../../ui/contact-accounts.ts'
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx'
import { formatList } from '../../../ui/format.ts'
import { MembersTable } from './MembersTable.tsx'

/** What this page needs of the dialog that deletes a contact; the routes bring the two together. */
export interface ContactDeletionProps {
  readonly contact: DuplicateMember['row']
  readonly provider: string
  readonly onDeleted: () => void
  readonly onClose: () => void
}

interface DuplicateGroupCardProps {
  readonly group: DuplicateGroup
  /** Which accounts are looked at; null means all. */
  readonly accountId: AccountId | null
  readonly accounts: readonly Account[]
  readonly shown: Pick<Duplicates, 'columns' | 'compared'>
  readonly fields: readonly ListField[]
  readonly ContactDeletion: ComponentType<ContactDeletionProps>
  readonly isBusy: boolean
  readonly onTellApart: () => void
}

const pieceOfMembers = 20

/** Contacts that are likely the same: why, and in what they differ. */
export function DuplicateGroupCard(props: DuplicateGroupCardProps) {
  const { group, accountId, accounts, ContactDeletion, isBusy, onTellApart } = props
  const { t } = useTranslation('insights')
  const headingId = useId()
  const providers = useProviders().data ?? []
  const more = useMoreMembers()
  const [others, setOthers] = useState<{
    readonly state: string
    readonly members: readonly DuplicateMember[]
  }>()
  const [deleting, setDeleting] = useState<DuplicateMember['row'] | null>(null)
  // What was shown of the group as it was before is of another group.
  const members = [...group.members, ...(others?.state === group.state ? others.members : [])]
  const left = group.count - members.length
  const account = accounts.find(({ id }) => id === members[0]?.row.accountId)
  const provider = providers.find(({ id }) => id === account?.providerId)
  const canDelete = takesContactEdits(account, provider)
  const reasons = formatList(group.reasons.map((reason) => t(`duplicates.reason.${reason}`)))
  const isTooLarge = group.count > MOST_TOLD_APART

  const showMore = (): void => {
    more.mutate(
      { accountId, state: group.state, offset: members.length, limit: Math.min(left, pieceOfMembers) },
      {
        onSuccess: (found) => {
          if (found?.state !== group.state) return
          setOthers({
            state: group.state,
            members: [...members.slice(group.members.length), ...found.members],
          })
        },
      },
    )
  }

  return (
    <Card component="article" aria-labelledby={headingId} sx={{ p: 2.5, minWidth: 0 }}>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'flex-start', flexWrap: 'wrap', mb: 1.5 }}>
        <Box sx={{ flex: 1, minWidth: 240 }}>
          <Typography variant="h2" id={headingId} sx={{ overflowWrap: 'anywhere' }}>
            {t('duplicates.groupTitle', {
              count: group.count,
              name: nameOf(members[0]) || t('duplicates.unnamed'),
            })}
          </Typography>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {t('duplicates.because', { reasons })}
          </Typography>
        </Box>
        {isTooLarge ? (
          <Typography variant="body2" sx={{ color: 'text.secondary', maxWidth: 320 }}>
            {t('duplicates.tooLarge', { count: MOST_TOLD_APART })}
          </Typography>
        ) : (
          <Button
            variant="outlined"
            color="inherit"
            disabled={isBusy}
            aria-describedby={headingId}
            onClick={onTellApart}
          >
            {t('duplicates.tellApart')}
          </Button>
        )}
      </Box>
      <MembersTable
        members={members}
        shown={props.shown}
        fields={props.fields}
        labelledBy={headingId}
        onDelete={canDelete ? setDeleting : null}
      />
      {left > 0 && (
        <Button disabled={more.isPending} onClick={showMore} sx={{ mt: 1, ml: -1 }}>
          {t('duplicates.moreMembers', { count: left })}
        </Button>
      )}
      {more.error !== null && <ErrorNotice {...problemOf(more.error)} />}
      {deleting !== null && (
        <Suspense>
          <ContactDeletion
            contact={deleting}
            provider={provider?.name ?? ''}
            onDeleted={() => {
              setDeleting(null)
            }}
            onClose={() => {
              setDeleting(null)
            }}
          />
        </Suspense>
      )}
    </Card>
  )
}

const nameOf = (member: DuplicateMember | undefined): string => member?.row.name.trim() ?? ''
