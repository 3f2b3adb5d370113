import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { TextFieldProps } from '@mui/material/TextField'
import { memo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { FormField } from '../../../shared/model/contact.ts'
import { hintOf } from '../../ui/field-hints.ts'
import { FieldInput } from '../../ui/FieldInput.tsx'
import { shownText } from '../../ui/field-value.ts'
import { ReadOnlyField } from './ReadOnlyField.tsx'
import type { FieldActions } from './use-contact-edits.ts'

export interface FieldRowProps {
  readonly field: FormField
  /** What stands in the form. */
  readonly value: string
  /** What the contact holds here. */
  readonly held: string
  /** What it held when typing began; null where nothing was typed. */
  readonly base: string | null
  /** Why it cannot be saved as it is, in words. */
  readonly problem: string | null
  /** Why the provider did not accept what is held, in its words. */
  readonly refusal: string | null
  /** A change that is not sent yet sets it. */
  readonly isWaiting: boolean
  /** There is nothing at the provider to compare with. */
  readonly isNew: boolean
  readonly isLocked: boolean
  readonly provider: string
  readonly actions: FieldActions
  /** Something that only this field has to say. */
  readonly note?: ReactNode
}

/** Names the control of a field, so that the form can hand it the keyboard. */
export const fieldId = (name: string): string => `contact-field-${name}`

/** One field of the form. A changed one is marked, says what it was, and can be taken back alone. */
export const FieldRow = memo(function FieldRow(props: FieldRowProps) {
  const { field, value, held, base, isLocked, actions } = props
  if (field.readOnly !== null) return <ReadOnlyField field={field} value={held} provider={props.provider} />
  const isChanged = !props.isNew && value !== held
  const common: TextFieldProps = {
    id: fieldId(field.name),
    label: <bdi>{field.label}</bdi>,
    required: field.isRequired,
    error: props.problem !== null || isRefused(props),
    helperText: <FieldLines {...props} isChanged={isChanged} />,
    sx: isChanged ? changedLook : {},
    slotProps: { inputLabel: { shrink: true }, formHelperText: { component: 'div' } },
  }
  return (
    <FieldInput
      field={field}
      value={value}
      before={base ?? held}
      isLocked={isLocked}
      common={common}
      onChange={(text) => {
        actions.change(field.name, text)
      }}
    />
  )
})

const isRefused = ({ refusal, value, held }: FieldRowProps): boolean => refusal !== null && value === held

/** Everything that is to be said about a field, most important first. */
function FieldLines(props: FieldRowProps & { readonly isChanged: boolean }) {
  const { field, value, held, base, problem, refusal, isChanged, isLocked, provider, actions } = props
  const { t } = useTranslation('contacts')
  const words = { yes: t('flag.yes'), no: t('flag.no') }
  const shown = (text: string): string => shownText(field, text, words)
  const hint = hintOf(field, value)
  const isOdd =
    hint !== null && problem === null && !isRefused(props) && (hint !== 'was-required' || isChanged)
  const isMoved = isChanged && base !== null && base !== held
  const undo = (
    <LineButton
      label={t('revert', { field: field.label })}
      isDisabled={isLocked}
      onClick={() => {
        actions.revert(field.name)
      }}
    >
      {t('revertShort')}
    </LineButton>
  )
  return (
    <>
      {problem !== null && <Box>{problem}</Box>}
      {isRefused(props) && <Box>{t('hints.refused', { provider, reason: refusal })}</Box>}
      {isOdd && <Box sx={{ color: 'warning.main' }}>{t(`hints.${hint}`, { provider })}</Box>}
      {isMoved && (
        <Box sx={{ color: 'warning.main' }}>
          {held === '' ? t('hints.movedEmpty') : t('hints.moved', { held: shown(held) })}{' '}
          <LineButton
            label={t('insist', { field: field.label })}
            isDisabled={isLocked}
            onClick={() => {
              actions.insist(field.name)
            }}
          >
            {t('insistShort')}
          </LineButton>
          {undo}
        </Box>
      )}
      {isChanged && !isMoved && (
        <Box sx={{ color: 'text.secondary' }}>
          {held === '' ? t('hints.added') : t('hints.changed', { held: shown(held) })} {undo}
        </Box>
      )}
      {!isChanged && props.isWaiting && !isRefused(props) && (
        <Box sx={{ color: 'text.secondary' }}>{t('hints.waiting', { provider })}</Box>
      )}
      {props.note}
    </>
  )
}

interface LineButtonProps {
  /** Names the field as well, for those who do not see where it stands. */
  readonly label: string
  readonly isDisabled: boolean
  readonly onClick: () => void
  readonly children: ReactNode
}

function LineButton({ label, isDisabled, onClick, children }: LineButtonProps) {
  return (
    <Button aria-label={label} disabled={isDisabled} onClick={onClick} sx={lineButtonLook}>
      {children}
    </Button>
  )
}

export const lineButtonLook = {
  minHeight: 24,
  minWidth: 0,
  px: 0.75,
  py: 0,
  fontSize: '0.75rem',
  verticalAlign: 'baseline',
} as const

const changedLook = {
  '& .MuiOutlinedInput-notchedOutline': { borderColor: 'primary.main' },
  '& .MuiInputLabel-root:not(.Mui-error)': { color: 'primary.main' },
} as const
