import Box from '@mui/material/Box'
import FormControlLabel from '@mui/material/FormControlLabel'
import Switch from '@mui/material/Switch'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { type ReactNode, useDeferredValue, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  valueIn,
  type ContactForm,
  type ContactValues,
  type FormField,
} from '../../../shared/model/contact.ts'
import { formatOrList } from '../../ui/format.ts'
import { type Edits, typedIn } from './contact-edits.ts'
import { FieldGroup } from './FieldGroup.tsx'
import type { FieldProblem } from './field-problems.ts'
import { fieldId, FieldRow } from './FieldRow.tsx'
import { beginningOf, groupsOf, isFirst, wantedFields } from './form-groups.ts'
import type { FieldActions } from './use-contact-edits.ts'

export interface ContactFieldsProps {
  readonly form: ContactForm
  readonly held: ContactValues
  readonly edits: Edits
  readonly actions: FieldActions
  readonly problems: ReadonlyMap<string, FieldProblem>
  /** What the provider said to values that are held here, by the field's name. */
  readonly refusals: ReadonlyMap<string, string>
  /** Fields that a change which is not sent yet sets. */
  readonly waiting: readonly string[]
  readonly isNew: boolean
  readonly isLocked: boolean
  readonly provider: string
  /** The name of the field that somebody came for: it has the keyboard at first. */
  readonly wanted?: string | null
  /** The level of the groups' headings. */
  readonly groupLevel: 'h2' | 'h3'
  /** What is to be said at one field. */
  readonly note?: { readonly name: string; readonly content: ReactNode }
}

/**
 * All fields of a contact: first what people look for, then the rest by group. A form may have many hundreds: groups
 * are drawn once they are unfolded, and then in parts.
 */
export function ContactFields(props: ContactFieldsProps) {
  const { form, held, edits, isNew, problems, refusals, wanted: goal = null } = props
  const { t } = useTranslation('contacts')
  const [text, setText] = useState('')
  const [hidesEmpty, setHidesEmpty] = useState(false)
  // Typing into the search must not wait for the fields that it finds.
  const searched = useDeferredValue(text)
  const isSearch = searched.trim() !== ''
  // Who comes back to what was typed, or to what was refused, finds it unfolded.
  const [firstOpen] = useState(
    () => new Set([...edits.keys(), ...refusals.keys(), ...(goal === null ? [] : [goal])]),
  )
  useEffect(() => {
    if (goal !== null) document.getElementById(fieldId(goal))?.focus()
  }, [goal])

  const shown = form.fields.filter((field) => !isNew || field.readOnly === null)
  const first = shown.filter((field) => isFirst(field, isNew))
  const others = shown.filter((field) => !isFirst(field, isNew))
  const isEmpty = (field: FormField): boolean => valueIn(held, field.name) === '' && !edits.has(field.name)
  const wanted = { text: searched, hidesEmpty, isEmpty }
  const firstFound = isSearch ? wantedFields(first, { ...wanted, hidesEmpty: false }) : first
  const othersFound = wantedFields(others, wanted)
  const groups = groupsOf(othersFound)
  // A search unfolds what it finds, as long as that is little enough to be looked through.
  const unfolded = new Set(isSearch ? beginningOf(groups, mostUnfolded) : [])

  const row = (field: FormField): ReactNode => {
    const problem = problems.get(field.name)
    return (
      <FieldRow
        key={field.name}
        field={field}
        value={typedIn(edits, held, field.name)}
        held={valueIn(held, field.name)}
        base={edits.get(field.name)?.base ?? null}
        problem={problem === undefined ? null : problemWords(problem)}
        refusal={refusals.get(field.name) ?? null}
        isWaiting={!isNew && props.waiting.includes(field.name)}
        isNew={isNew}
        isLocked={props.isLocked}
        provider={props.provider}
        actions={props.actions}
        note={props.note?.name === field.name ? props.note.content : undefined}
      />
    )
  }
  const problemWords = (problem: FieldProblem): string => {
    const labels = form.fields.filter(({ name }) => form.needsOneOf.includes(name)).map(({ label }) => label)
    return t(`problems.${problem}`, { fields: formatOrList(labels), provider: props.provider })
  }

  return (
    <Box sx={fieldsLook}>
      {others.length > 0 && (
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, flexWrap: 'wrap' }}>
          <TextField
            value={text}
            placeholder={t('find.placeholder')}
            onChange={(event) => {
              setText(event.target.value)
            }}
            onKeyDown={(event) => {
              // Enter looks for something here; it must not save the contact.
              if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) event.preventDefault()
              if (event.key === 'Escape' && text !== '') {
                event.preventDefault()
                setText('')
              }
            }}
            sx={{ flex: 1, minWidth: 180 }}
            slotProps={{
              htmlInput: { role: 'searchbox', 'aria-label': t('find.placeholder'), spellCheck: false },
              input: { sx: { height: 32 } },
            }}
          />
          {!isNew && (
            <FormControlLabel
              label={t('find.hideEmpty')}
              control={
                <Switch
                  checked={hidesEmpty}
                  onChange={(event) => {
                    setHidesEmpty(event.target.checked)
                  }}
                />
              }
              sx={{ mx: 0, '& .MuiFormControlLabel-label': { ml: 0.75, fontSize: '0.8125rem' } }}
            />
          )}
        </Box>
      )}
      {firstFound.map(row)}
      {groups.map(({ name, fields }) => (
        <FieldGroup
          // What a search has unfolded leaves no trace afterwards.
          key={`${isSearch ? 'found' : 'all'} ${name ?? ''}`}
          label={name ?? t('find.noGroup')}
          level={props.groupLevel}
          fields={fields}
          changedCount={fields.filter((field) => isChangedIn(edits, held, field.name)).length}
          isOpenAtFirst={unfolded.has(name) || fields.some((field) => firstOpen.has(field.name))}
          mustOpen={fields.some((field) => problems.has(field.name))}
          wantedIndex={fields.findIndex(({ name }) => name === goal)}
          row={row}
        />
      ))}
      {firstFound.length + othersFound.length === 0 && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t('find.none')}
        </Typography>
      )}
    </Box>
  )
}

const mostUnfolded = 60

const fieldsLook = {
  display: 'flex',
  flexDirection: 'column',
  gap: 2,
  // The foot of the form lies over whatever is scrolled under it: what has the keyboard stays in sight.
  '& input, & textarea, & button, & [role="combobox"]': { scrollMarginBottom: '120px' },
} as const

const isChangedIn = (edits: Edits, held: ContactValues, name: string): boolean => {
  const edit = edits.get(name)
  return edit !== undefined && edit.value !== valueIn(held, name)
}
