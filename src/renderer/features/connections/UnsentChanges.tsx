import WarningIcon from '@mui/icons-material/WarningAmberOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../shared/model/account.ts'
import type { ChangeView } from '../../../shared/model/change.ts'
import { problemOf } from '../../api/client.ts'
import { useOutbox } from '../../api/use-outbox.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'

/** So many are named; the others are counted. */
const mostNamed = 5
/** So many fields of a change are named. */
const mostFields = 3

interface UnsentChangesProps {
  readonly account: Account
  /** What becomes of them. */
  readonly fate: 'lost' | 'kept'
  /** Closes the dialog: the user goes to look at them. */
  readonly onShow: () => void
}

/** Names the changes of an account that are not sent yet, before the account goes. Silent where there is none. */
export function UnsentChanges({ account, fate, onShow }: UnsentChangesProps) {
  const { t } = useTranslation('connections')
  const navigate = useNavigate()
  const outbox = useOutbox()
  if (outbox.data === undefined) {
    if (outbox.error === null) return null
    return <ErrorNotice {...problemOf(outbox.error)} actions={{ retry: () => void outbox.refetch() }} />
  }
  const { waiting, needsYou, byAccount } = outbox.data
  const count = byAccount.find(({ accountId }) => accountId === account.id)?.count ?? 0
  if (count === 0) return null
  const named = [...needsYou, ...waiting]
    .filter(({ accountId }) => accountId === account.id)
    .slice(0, mostNamed)
  return (
    <Box sx={noticeLook}>
      <WarningIcon color="warning" fontSize="small" aria-hidden />
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography variant="body2" sx={{ fontWeight: 650 }}>
          {t('unsent.title', { count })}
        </Typography>
        <Box component="ul" sx={{ my: 0.5, pl: 2.5, typography: 'body2', overflowWrap: 'anywhere' }}>
          {named.map((change) => (
            <li key={change.id}>
              <ChangeName change={change} />
            </li>
          ))}
          {count > named.length && <li>{t('unsent.more', { count: count - named.length })}</li>}
        </Box>
        <Typography variant="body2" role="status" sx={fate === 'lost' ? { fontWeight: 650 } : undefined}>
          {t(`unsent.${fate}`, { count })}
        </Typography>
        <Button
          variant="outlined"
          color="inherit"
          sx={{ mt: 1 }}
          onClick={() => {
            onShow()
            void navigate({ to: '/outbox', search: { account: account.id } })
          }}
        >
          {t('unsent.show', { count })}
        </Button>
      </Box>
    </Box>
  )
}

function ChangeName({ change }: { readonly change: ChangeView }) {
  const { t } = useTranslation('connections')
  const name = change.name.trim() === '' ? t('unsent.unnamed') : change.name
  const labels = change.fields.slice(0, mostFields).map(({ label }) => label)
  const fields = (change.fields.length > mostFields ? [...labels, '…'] : labels).join(', ')
  return change.kind === 'update'
    ? t('unsent.update', { name, fields })
    : t(`unsent.${change.kind}`, { name })
}

const noticeLook = {
  display: 'flex',
  gap: 1.25,
  p: 1.5,
  border: 1,
  borderColor: 'warning.main',
  borderRadius: '8px',
  bgcolor: 'background.paper',
} as const
