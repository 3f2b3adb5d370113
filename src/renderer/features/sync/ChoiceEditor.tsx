import { zodResolver } from '@hookform/resolvers/zod'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useMemo, useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { AccountId } from '../../../shared/model/account.ts'
import type { ItemType } from '../../../shared/model/item-type.ts'
import { type LoadChoice, type LoadOptions, wantedBy } from '../../../shared/model/load-choice.ts'
import type { StreamStatus } from '../../../shared/model/sync-status.ts'
import { problemOf } from '../../api/client.ts'
import { useSetLoadChoice } from '../../api/use-sync.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { CapFields } from './CapFields.tsx'
import { IntervalField } from './IntervalField.tsx'
import { LeaveChoice } from './LeaveChoice.tsx'
import {
  type ChoiceForm,
  choiceFormSchema,
  choiceOf,
  formOf,
  isSameChoice,
  removedBy,
} from './load-choice-form.ts'
import { PropertyChoice } from './PropertyChoice.tsx'
import { RemoveDialog } from './RemoveDialog.tsx'
import { TableChoice } from './TableChoice.tsx'
import { TypeSwitches } from './TypeSwitches.tsx'

interface ChoiceEditorProps {
  readonly accountId: AccountId
  readonly provider: string
  readonly saved: LoadChoice
  readonly options: LoadOptions
  readonly streams: readonly StreamStatus[]
  readonly head: ReactNode
}

/** The form of a choice. Nothing happens before it is saved; what would be removed is said and asked first. */
export function ChoiceEditor({ accountId, provider, saved, options, streams, head }: ChoiceEditorProps) {
  const { t } = useTranslation('sync')
  const navigate = useNavigate()
  const save = useSetLoadChoice()
  const [asked, setAsked] = useState<LoadChoice | null>(null)
  const { feeds } = options
  const types = useMemo(() => [...new Set(feeds.flatMap((feed) => feed.types))], [feeds])
  const form = useForm<ChoiceForm>({
    resolver: zodResolver(choiceFormSchema),
    defaultValues: formOf(saved, types),
  })
  const typed = useWatch({ control: form.control, compute: (values) => values })
  const choice = choiceOf(saved, typed)
  // What was typed and cannot be read is a change too: saving says so.
  const hasTyped = types.some((type) => typed.caps[type] !== form.formState.defaultValues?.caps?.[type])
  const isChanged = hasTyped || !isSameChoice(saved, choice)
  const removed = removedBy(saved, choice, feeds, streams)
  const wantedFeeds = feeds.filter(wantedBy(typed))
  const wantedTypes = types.filter((type) => wantedFeeds.some((feed) => feed.types.includes(type)))
  const hasProperties = (type: ItemType): boolean => (options.properties[type]?.length ?? 0) > 0
  const send = (wanted: LoadChoice): void => {
    save.mutate(
      { accountId, choice: wanted },
      { onSuccess: () => void navigate({ to: '/sync', ignoreBlocker: true }) },
    )
  }
  const submit = form.handleSubmit((values) => {
    const wanted = choiceOf(saved, values)
    if (removedBy(saved, wanted, feeds, streams).length > 0) setAsked(wanted)
    else send(wanted)
  })

  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => {
        void submit(event)
      }}
      sx={{ display: 'flex', flexDirection: 'column', flex: 1, minHeight: 0 }}
    >
      <Box sx={scrollLook}>
        <Box sx={[columnLook, { display: 'flex', flexDirection: 'column', gap: 3 }]}>
          {head}
          <TypeSwitches form={form} typed={typed} feeds={feeds} removed={removed} />
          <TableChoice form={form} typed={typed} feeds={feeds} removed={removed} />
          {wantedTypes.filter(hasProperties).map((type) => (
            <PropertyChoice
              key={type}
              form={form}
              type={type}
              chosen={typed.properties[type] ?? null}
              known={options.properties[type] ?? []}
            />
          ))}
          <CapFields form={form} types={wantedTypes} removed={removed} />
          <IntervalField form={form} typed={typed} />
          {save.error !== null && asked === null && (
            <ErrorNotice
              {...problemOf(save.error)}
              provider={provider}
              actions={{ retry: () => void submit() }}
            />
          )}
        </Box>
      </Box>
      <Box data-footer-actions sx={footLook}>
        <Box sx={[columnLook, { display: 'flex', alignItems: 'center', gap: 1.5 }]}>
          <Button type="submit" variant="contained" disabled={!isChanged} loading={save.isPending}>
            {t('choice.save')}
          </Button>
          <Button
            variant="outlined"
            color="inherit"
            disabled={!isChanged}
            onClick={() => {
              form.reset(formOf(saved, types))
            }}
          >
            {t('choice.reset')}
          </Button>
          <Typography role="status" variant="body2" sx={{ color: 'text.secondary' }}>
            {t(isChanged ? 'choice.changed' : 'choice.unchanged')}
          </Typography>
        </Box>
      </Box>
      {asked !== null && (
        <RemoveDialog
          provider={provider}
          removed={removedBy(saved, asked, feeds, streams)}
          isBusy={save.isPending}
          problem={save.error === null ? null : problemOf(save.error)}
          onConfirm={() => {
            send(asked)
          }}
          onCancel={() => {
            setAsked(null)
          }}
        />
      )}
      <LeaveChoice isUnsaved={isChanged} />
    </Box>
  )
}

const columnLook = { maxWidth: 760, mx: 'auto', width: '100%' } as const

const scrollLook = {
  position: 'relative',
  flex: 1,
  minHeight: 0,
  overflowY: 'auto',
  px: 4,
  py: 3,
  // A field that gets the focus because something is wrong with it brings the words about it along.
  scrollPaddingBottom: 96,
  scrollbarGutter: 'stable',
} as const

const footLook = {
  px: 4,
  py: 1.25,
  borderTop: 1,
  borderColor: 'divider',
  bgcolor: 'background.paper',
  overflowY: 'hidden',
  scrollbarGutter: 'stable',
} as const
