import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import FormHelperText from '@mui/material/FormHelperText'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExportableList } from '../../ui/export-request.ts'
import { ToggleChoice } from '../../ui/ToggleChoice.tsx'
import type { ExportChoice, ExportScope } from './export-choice.ts'

interface ExportOptionsProps {
  readonly choice: ExportChoice
  readonly list: ExportableList | null
  readonly scopes: readonly ExportScope[]
  readonly onChange: (choice: ExportChoice) => void
}

/** Which rows, which columns, and how the file is to be. */
export function ExportOptions({ choice, list, scopes, onChange }: ExportOptionsProps) {
  const { t } = useTranslation('exporting')
  const change = (to: Partial<ExportChoice>): void => {
    onChange({ ...choice, ...to })
  }
  const scopeLabel = (scope: ExportScope): string => {
    if (scope === 'selection') return t('scope.selection', { count: list?.selection?.count ?? 0 })
    if (scope === 'everything') return t('scope.everything')
    return list === null || list.total === null ? t('scope.list') : t('scope.listOf', { count: list.total })
  }
  return (
    <>
      {scopes.length > 1 && (
        <ToggleChoice
          label={t('scope.label')}
          value={choice.scope}
          options={scopes.map((scope) => ({ value: scope, label: scopeLabel(scope) }))}
          onChange={(scope) => {
            change({ scope })
          }}
        />
      )}
      {choice.scope !== 'everything' && (
        <ToggleChoice
          label={t('columns.label')}
          hint={t('columns.hint')}
          value={choice.columns}
          options={(['shown', 'all'] as const).map((value) => ({ value, label: t(`columns.${value}`) }))}
          onChange={(columns) => {
            change({ columns })
          }}
        />
      )}
      <ToggleChoice
        label={t('format.label')}
        hint={t(`format.hint.${choice.format}`)}
        value={choice.format}
        options={(['csv', 'json', 'ndjson'] as const).map((value) => ({
          value,
          label: t(`format.${value}`),
        }))}
        onChange={(format) => {
          change({ format })
        }}
      />
      {choice.format === 'csv' ? (
        <>
          <ToggleChoice
            label={t('delimiter.label')}
            value={choice.delimiter}
            options={(['comma', 'semicolon', 'tab'] as const).map((value) => ({
              value,
              label: t(`delimiter.${value}`),
            }))}
            onChange={(delimiter) => {
              change({ delimiter })
            }}
          />
          <Flag
            label={t('safe.label')}
            hint={t('safe.hint')}
            isOn={choice.isFormulaSafe}
            onChange={(isFormulaSafe) => {
              change({ isFormulaSafe })
            }}
          />
          <Flag
            label={t('bom.label')}
            hint={t('bom.hint')}
            isOn={choice.hasBom}
            onChange={(hasBom) => {
              change({ hasBom })
            }}
          />
        </>
      ) : (
        <Flag
          label={t('records.label')}
          hint={t('records.hint')}
          isOn={choice.hasRecords}
          onChange={(hasRecords) => {
            change({ hasRecords })
          }}
        />
      )}
    </>
  )
}

interface FlagProps {
  readonly label: string
  readonly hint: string
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
}

function Flag({ label, hint, isOn, onChange }: FlagProps) {
  const hintId = useId()
  return (
    <div>
      <FormControlLabel
        label={label}
        control={
          <Checkbox
            checked={isOn}
            slotProps={{ input: { 'aria-describedby': hintId } }}
            onChange={(_event, isChecked) => {
              onChange(isChecked)
            }}
          />
        }
      />
      <FormHelperText id={hintId} sx={{ mt: 0, marginInlineStart: 4 }}>
        {hint}
      </FormHelperText>
    </div>
  )
}
