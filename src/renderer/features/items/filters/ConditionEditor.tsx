import Autocomplete, { autocompleteClasses, createFilterOptions } from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FilterCondition, FilterTest } from '../../../../shared/model/filter.ts'
import { testsOfKind } from '../../../../shared/model/filter-tests.ts'
import type { ListField } from '../../../../shared/model/list-field.ts'
import { FollowingPopper } from '../../../ui/FollowingPopper.tsx'
import { takeFocus } from '../../../ui/take-focus.ts'
import {
  conditionOf,
  isComplete,
  isOfTime,
  shapeOf,
  valuesForShape,
  valuesToStart,
} from './condition-values.ts'
import { isDayTest } from './filter-words.ts'
import type { FilterFields } from './use-filter-fields.ts'
import { ValueEditor } from './ValueEditor.tsx'

interface ConditionEditorProps {
  readonly fields: FilterFields
  /** What is changed; null for a new condition. */
  readonly initial: FilterCondition | null
  readonly onApply: (condition: FilterCondition) => void
  readonly onCancel: () => void
}

interface Entered {
  readonly field: ListField
  readonly test: FilterTest
  readonly values: readonly string[]
}

/** A HubSpot portal has thousands of fields; typing narrows them down. */
const offered = createFilterOptions<ListField>({ limit: 200, stringify: ({ id, label }) => `${label} ${id}` })

/** Field, test, value. Enter in the value applies it. Mount it afresh for each condition. */
export function ConditionEditor({ fields, initial, onApply, onCancel }: ConditionEditorProps) {
  const { t } = useTranslation('filters')
  const [entered, setEntered] = useState<Entered | null>(() => {
    const field = initial === null ? null : fields.fieldOf(initial.field)
    return initial === null || field === null ? null : { ...initial, field }
  })
  const shape = entered === null ? null : shapeOf(entered.test, entered.field.kind)
  const canApply = entered !== null && shape !== null && isComplete(shape, entered.values)

  const chooseField = (field: ListField | null): void => {
    const [test] = field === null ? [] : testsOfKind[field.kind]
    if (field === null || test === undefined) setEntered(null)
    else setEntered({ field, test, values: valuesToStart(test, field.kind) })
  }
  const chooseTest = (test: FilterTest): void => {
    if (entered === null || shape === null) return
    const values = valuesForShape(entered.values, shape, shapeOf(test, entered.field.kind))
    setEntered({ ...entered, test, values })
  }
  const testWords = (test: FilterTest): string =>
    entered !== null && isOfTime(entered.field.kind) && isDayTest(test)
      ? t(`dayTests.${test}`)
      : t(`tests.${test}`)

  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (entered === null || shape === null || !canApply) return
        onApply(conditionOf(entered.field.id, entered.test, shape, entered.values))
      }}
      sx={{ display: 'flex', flexDirection: 'column', gap: 1.25, py: 0.5 }}
    >
      <Autocomplete
        size="small"
        autoHighlight
        slots={{ popper: FollowingPopper }}
        options={fields.fields}
        filterOptions={offered}
        groupBy={fields.groupOf}
        renderGroup={({ key, group, children }) => (
          <FieldGroup key={key} name={group}>
            {children}
          </FieldGroup>
        )}
        getOptionLabel={({ label }) => label}
        getOptionKey={({ id }) => id}
        renderOption={({ key, ...option }, { label }) => (
          <li key={key} {...option}>
            <bdi>{label}</bdi>
          </li>
        )}
        isOptionEqualToValue={(one, other) => one.id === other.id}
        value={entered?.field ?? null}
        onChange={(_event, field) => {
          chooseField(field)
        }}
        noOptionsText={t('editor.noField')}
        openText={t('editor.show')}
        closeText={t('editor.hide')}
        clearText={t('editor.clear')}
        renderInput={(input) => (
          <TextField
            {...input}
            inputRef={initial === null ? takeFocus : undefined}
            label={t('editor.field')}
          />
        )}
      />
      {entered !== null && shape !== null && (
        <>
          <TextField
            select
            label={t('editor.test')}
            value={entered.test}
            onChange={({ target }) => {
              const test = testsOfKind[entered.field.kind].find((one) => one === target.value)
              if (test !== undefined) chooseTest(test)
            }}
          >
            {testsOfKind[entered.field.kind].map((test) => (
              <MenuItem key={test} value={test}>
                {testWords(test)}
              </MenuItem>
            ))}
          </TextField>
          <ValueEditor
            shape={shape}
            options={entered.field.options}
            values={entered.values}
            onChange={(values) => {
              setEntered({ ...entered, values })
            }}
          />
        </>
      )}
      <Box sx={{ display: 'flex', gap: 1, justifyContent: 'flex-end' }}>
        <Button variant="outlined" color="inherit" onClick={onCancel}>
          {t('editor.cancel')}
        </Button>
        <Button type="submit" variant="contained" disabled={!canApply}>
          {t('editor.apply')}
        </Button>
      </Box>
    </Box>
  )
}

/** Fields under the name of their group. The list that MUI draws by itself is none to a screen reader. */
function FieldGroup({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <li role="presentation">
      <Box role="presentation" className={autocompleteClasses.groupLabel} sx={groupLook}>
        <bdi>{name}</bdi>
      </Box>
      <ul role="group" aria-label={name} className={autocompleteClasses.groupUl} style={{ padding: 0 }}>
        {children}
      </ul>
    </li>
  )
}

const groupLook = {
  position: 'sticky',
  // The list has room of its own above it.
  top: -8,
  px: 2,
  py: 0.75,
  bgcolor: 'background.paper',
  color: 'text.secondary',
  typography: 'caption',
  fontWeight: 650,
} as const
