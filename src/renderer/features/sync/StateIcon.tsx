import DoneIcon from '@mui/icons-material/CheckCircleOutlined'
import FailedIcon from '@mui/icons-material/ErrorOutlined'
import CappedIcon from '@mui/icons-material/FlagOutlined'
import StoppedIcon from '@mui/icons-material/PauseCircleOutlined'
import LeftOutIcon from '@mui/icons-material/RemoveCircleOutlined'
import WaitingIcon from '@mui/icons-material/ScheduleOutlined'
import LoadingIcon from '@mui/icons-material/DownloadingOutlined'
import NeverIcon from '@mui/icons-material/RadioButtonUncheckedOutlined'
import type { SvgIconProps } from '@mui/material/SvgIcon'
import type { ComponentType } from 'react'
import type { StreamStatus } from '../../../shared/model/sync-status.ts'

const looks: Record<StreamStatus['state'], readonly [ComponentType<SvgIconProps>, colour: string]> = {
  'never-loaded': [NeverIcon, 'text.disabled'],
  'left-out': [LeftOutIcon, 'text.disabled'],
  waiting: [WaitingIcon, 'text.secondary'],
  loading: [LoadingIcon, 'info.main'],
  done: [DoneIcon, 'success.main'],
  capped: [CappedIcon, 'warning.main'],
  failed: [FailedIcon, 'error.main'],
  cancelled: [StoppedIcon, 'text.secondary'],
  interrupted: [StoppedIcon, 'text.secondary'],
}

/** Repeats in a form what the words beside it say. */
export function StateIcon({ state }: Pick<StreamStatus, 'state'>) {
  const [Icon, colour] = looks[state]
  return <Icon aria-hidden sx={{ fontSize: 16, mt: '2px', flex: 'none', color: colour }} />
}
