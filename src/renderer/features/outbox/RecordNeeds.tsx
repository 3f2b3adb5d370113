import Box from '@mui/material/Box'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { ChangeView, NeedReason } from '../../../shared/model/change.ts'
import { useDiscardChanges } from '../../api/use-outbox.ts'
import { announceFailure } from '../../api/announced-failure.ts'
import { comparisonLook } from './comparison-look.ts'
import { ShownText } from './Difference.tsx'
import type { NeedProps } from './line-props.ts'
import { NeedButton, NeedText } from './NeedText.tsx'
import { RecordLink } from './RecordLink.tsx'
import { useNameWords } from './use-name-words.ts'
import { useWaysOut } from './use-ways-out.ts'

type ReasonOf<Kind extends NeedReason['kind']> = Extract<NeedReason, { kind: Kind }>
type WithReason<Kind extends NeedReason['kind']> = NeedProps & { readonly reason: ReasonOf<Kind> }

/** The record is no longer at the provider. */
export function DeletedThere({ change, place, resolving, onDiscard }: NeedProps) {
  const { t } = useTranslation('outbox')
  const nameWords = useNameWords()
  const labels = change.fields.map(({ label }) => label)
  return (
    <NeedText
      title={t('needs.deletedThere', { name: nameWords(change.name), provider: place.providerName })}
      actions={
        <>
          <NeedButton
            variant="contained"
            loading={resolving.isBusy}
            onClick={() => {
              resolving.send({ kind: 'create-again' })
            }}
          >
            {t('needs.createAgain')}
          </NeedButton>
          <NeedButton onClick={onDiscard}>{t('needs.letGo')}</NeedButton>
        </>
      }
    >
      {labels.length > 0 && labels.length <= 3
        ? t('needs.deletedThereFields', { fields: labels.join(', ') })
        : t('needs.deletedThereBody')}
    </NeedText>
  )
}

export function MergedThere({ change, place, reason, resolving, onDiscard }: WithReason<'merged-there'>) {
  const { t } = useTranslation('outbox')
  const nameWords = useNameWords()
  const current = nameWords(reason.currentName)
  return (
    <NeedText
      title={t('needs.mergedThere', {
        name: nameWords(change.name),
        current,
        provider: place.providerName,
      })}
      actions={
        <>
          <NeedButton
            variant="contained"
            loading={resolving.isBusy}
            onClick={() => {
              resolving.send({ kind: 'go-on' })
            }}
          >
            {t('needs.applyTo', { name: current })}
          </NeedButton>
          <NeedButton onClick={onDiscard}>{t('needs.letGo')}</NeedButton>
        </>
      }
    >
      {t('needs.mergedThereBody')}
    </NeedText>
  )
}

/** The record that a merge was to take in is no longer one of its own. */
export function OtherGone({ change, place, onDiscard }: NeedProps) {
  const { t } = useTranslation('outbox')
  const nameWords = useNameWords()
  return (
    <NeedText
      title={t('needs.otherGone', { name: nameWords(change.otherName), provider: place.providerName })}
      actions={<NeedButton onClick={onDiscard}>{t('needs.letGo')}</NeedButton>}
    >
      {t('needs.otherGoneBody', { name: nameWords(change.name) })}
    </NeedText>
  )
}

/** The value that tells contacts apart; which field that is, the provider does not say. */
const addressOf = ({ fields }: ChangeView): string | null =>
  fields.find(({ after }) => /^[^\s@]+@[^\s@]+$/.test(after))?.after ?? null

export function Exists({ change, place, reason, resolving, onDiscard }: WithReason<'already-exists'>) {
  const { t } = useTranslation('outbox')
  const nameWords = useNameWords()
  const { edit } = useWaysOut(change)
  const provider = place.providerName
  const value = addressOf(change)
  const isKnown = reason.existingKey !== null
  return (
    <NeedText
      title={value === null ? t('needs.existsUnknown', { provider }) : t('needs.exists', { value, provider })}
      actions={
        <>
          {isKnown && (
            <NeedButton
              variant="contained"
              loading={resolving.isBusy}
              onClick={() => {
                resolving.send({ kind: 'go-on' })
              }}
            >
              {t('needs.addTo', { name: nameWords(reason.existingName) })}
            </NeedButton>
          )}
          <NeedButton onClick={edit}>{t('actions.edit')}</NeedButton>
          <NeedButton onClick={onDiscard}>{t('actions.discard')}</NeedButton>
        </>
      }
    >
      {isKnown ? t('needs.existsBody') : t('needs.existsBodyUnknown', { provider })}
    </NeedText>
  )
}

/** The record was changed after the user asked to delete or merge it. */
export function ChangedThere({ change, place, reason, resolving }: WithReason<'changed-there'>) {
  const { t } = useTranslation('outbox')
  const nameWords = useNameWords()
  const keep = useDiscardChanges()
  const { kind } = change
  const title = kind === 'create' || kind === 'update' ? 'other' : kind
  return (
    <NeedText
      title={t(`needs.changedThere.${title}`, {
        name: nameWords(change.name),
        provider: place.providerName,
      })}
      actions={
        <>
          <NeedButton
            color="error"
            loading={resolving.isBusy}
            onClick={() => {
              resolving.send({ kind: 'go-on' })
            }}
          >
            {t(`needs.anyway.${kind}`)}
          </NeedButton>
          <NeedButton
            variant="contained"
            loading={keep.isPending}
            onClick={() => {
              // Nothing is lost: the record stays as it is.
              keep.mutate([change.id], { onError: announceFailure })
            }}
          >
            {t(kind === 'merge' ? 'needs.keepBoth' : 'needs.keepContact')}
          </NeedButton>
        </>
      }
    >
      <>
        <Typography variant="body2">{t('needs.changedThereBody')}</Typography>
        <TableContainer
          tabIndex={0}
          role="region"
          aria-label={t('needs.changedTable')}
          sx={comparisonLook.container}
        >
          <Table size="small" sx={comparisonLook.table}>
            <TableHead>
              <TableRow>
                <TableCell>{t('conflict.columns.field')}</TableCell>
                <TableCell>{t('conflict.columns.before')}</TableCell>
                <TableCell>{t('needs.now', { provider: place.providerName })}</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {reason.fields.map(({ name, label, before, now }) => (
                <TableRow key={name}>
                  <TableCell component="th" scope="row">
                    <bdi>{label}</bdi>
                  </TableCell>
                  <TableCell>
                    <ShownText text={before} />
                  </TableCell>
                  <TableCell>
                    <ShownText text={now} />
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </TableContainer>
      </>
    </NeedText>
  )
}

/** Whether the provider created the contact is not known. */
export function OutcomeUnknown(props: WithReason<'outcome-unknown'>) {
  const { change, place, reason, resolving, onDiscard } = props
  const { t } = useTranslation('outbox')
  const nameWords = useNameWords()
  const provider = place.providerName
  return (
    <NeedText
      title={t('needs.outcomeUnknown', { name: nameWords(change.name), provider })}
      actions={
        <>
          <NeedButton
            loading={resolving.isBusy}
            onClick={() => {
              resolving.send({ kind: 'create-again' })
            }}
          >
            {t('needs.createIt')}
          </NeedButton>
          <NeedButton onClick={onDiscard}>{t('needs.letGo')}</NeedButton>
        </>
      }
    >
      <>
        <Typography variant="body2">{t('needs.outcomeUnknownBody', { provider })}</Typography>
        <Typography variant="body2">
          {t(reason.candidates.length === 0 ? 'needs.noCandidates' : 'needs.candidates')}
        </Typography>
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, '&:empty': { display: 'none' } }}>
          {reason.candidates.map(({ key, name }) => (
            <Box
              component="li"
              key={key}
              sx={{ display: 'flex', alignItems: 'center', gap: 1.5, py: 0.5, typography: 'body2' }}
            >
              <Box sx={{ minWidth: 0 }}>
                <RecordLink recordKey={key} name={name} />
              </Box>
              <NeedButton
                aria-label={`${t('needs.isThis')}: ${nameWords(name)}`}
                loading={resolving.isBusy}
                onClick={() => {
                  resolving.send({ kind: 'adopt', key })
                }}
              >
                {t('needs.isThis')}
              </NeedButton>
            </Box>
          ))}
        </Box>
      </>
    </NeedText>
  )
}
