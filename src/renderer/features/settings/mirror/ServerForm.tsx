import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import FormControlLabel from '@mui/material/FormControlLabel'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MirrorStatus } from '../../../../shared/model/mirror.ts'
import { problemOf } from '../../../api/client.ts'
import { useConfigureMirror, useTestMirror } from '../../../api/use-mirror.ts'
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx'
import { told } from '../../../copy/told.ts'
import { notify } from '../../../ui/notify.ts'
import { PassphraseField } from '../../../ui/PassphraseField.tsx'
import { ServerAuthorities } from './ServerAuthorities.tsx'
import { changeOf, draftOf, serverProblem } from './server-draft.ts'
import { TestOutcome } from './TestOutcome.tsx'

const kinds = ['single', 'sentinel', 'cluster'] as const

/** Where the Redis is, and how one gets in. Nothing holds before it is saved; a test saves nothing. */
export function ServerForm({ status }: { readonly status: MirrorStatus }) {
  const { t } = useTranslation('mirror')
  const save = useConfigureMirror()
  const test = useTestMirror()
  const [draft, setDraft] = useState(() => draftOf(status))
  const [isTried, setIsTried] = useState(false)
  const problem = isTried ? serverProblem(draft) : null
  const hasPassword = (status.settings ?? status.suggested)?.hasPassword === true
  const edit = (changes: Partial<typeof draft>): void => {
    setDraft({ ...draft, ...changes })
    test.reset()
  }
  /** Runs with what is filled in, once that can be a server. */
  const attempt = (go: (change: ReturnType<typeof changeOf>) => void): void => {
    setIsTried(true)
    if (serverProblem(draft) === null) go(changeOf(draft, status))
  }
  const problemAt = (field: 'addresses' | 'groupName'): string | null =>
    problem?.at === field ? t(`server.${problem.is}`) : null

  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        attempt((change) => {
          save.mutate(change, {
            onSuccess: () => {
              notify({ tone: 'success', title: told('mirror:server.saved') })
            },
          })
        })
      }}
      sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}
    >
      {status.settings === null && status.suggested !== null && (
        <Typography variant="body2">{t('server.suggested')}</Typography>
      )}
      <RadioGroup
        row
        aria-label={t('server.kindLabel')}
        value={draft.kind}
        onChange={(_event, chosen) => {
          const kind = kinds.find((one) => one === chosen)
          if (kind !== undefined) edit({ kind })
        }}
      >
        {kinds.map((kind) => (
          <FormControlLabel
            key={kind}
            value={kind}
            control={<Radio size="small" />}
            label={t(`server.kind.${kind}`)}
          />
        ))}
      </RadioGroup>
      <TextField
        label={t(draft.kind === 'single' ? 'server.address' : 'server.addresses')}
        value={draft.addresses}
        required
        multiline={draft.kind !== 'single'}
        error={problemAt('addresses') !== null}
        helperText={problemAt('addresses') ?? t('server.addressHint')}
        onChange={(event) => {
          edit({ addresses: event.target.value })
        }}
        slotProps={{ htmlInput: { dir: 'ltr', spellCheck: false, autoCapitalize: 'none' } }}
      />
      {draft.kind === 'sentinel' && (
        <TextField
          label={t('server.groupName')}
          value={draft.groupName}
          required
          error={problemAt('groupName') !== null}
          helperText={problemAt('groupName') ?? t('server.groupHint')}
          onChange={(event) => {
            edit({ groupName: event.target.value })
          }}
          slotProps={{ htmlInput: { dir: 'ltr', spellCheck: false } }}
        />
      )}
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'repeat(auto-fit, minmax(14rem, 1fr))' }}>
        <TextField
          label={t('server.username')}
          value={draft.username}
          helperText={t('server.usernameHint')}
          onChange={(event) => {
            edit({ username: event.target.value })
          }}
          slotProps={{ htmlInput: { dir: 'ltr', spellCheck: false, autoComplete: 'off' } }}
        />
        <PassphraseField
          label={t('server.password')}
          required={false}
          value={draft.password}
          helperText={t(hasPassword ? 'server.passwordKept' : 'server.passwordHint')}
          onChange={(event) => {
            edit({ password: event.target.value })
          }}
        />
      </Box>
      <ServerAuthorities
        used={status.settings?.authorities ?? []}
        chosen={status.chosenAuthorities}
        choice={draft.authorities}
        onChoose={(authorities) => {
          edit({ authorities })
        }}
      />
      <Box sx={{ display: 'flex', gap: 1.5, flexWrap: 'wrap' }}>
        <Button type="submit" variant="contained" loading={save.isPending}>
          {t('server.save')}
        </Button>
        <Button
          variant="outlined"
          color="inherit"
          loading={test.isPending}
          onClick={() => {
            attempt((change) => {
              test.mutate(change)
            })
          }}
        >
          {t('server.test')}
        </Button>
      </Box>
      {test.data !== undefined && <TestOutcome test={test.data} />}
      {test.error !== null && <ErrorNotice {...problemOf(test.error)} />}
      {save.error !== null && <ErrorNotice {...problemOf(save.error)} />}
    </Box>
  )
}
