import BusinessIcon from '@mui/icons-material/BusinessOutlined'
import PageIcon from '@mui/icons-material/DescriptionOutlined'
import HandshakeIcon from '@mui/icons-material/HandshakeOutlined'
import PersonIcon from '@mui/icons-material/PersonOutlined'
import DatabaseIcon from '@mui/icons-material/StorageOutlined'
import TableIcon from '@mui/icons-material/TableChartOutlined'
import RecordIcon from '@mui/icons-material/ViewAgendaOutlined'
import BaseIcon from '@mui/icons-material/WidgetsOutlined'
import type { ReactNode } from 'react'
import type { ItemType } from '../../../shared/model/item-type.ts'

/** One element a type, made once: a list draws thousands of them. The type's name always stands beside it. */
export const typeIcons: Record<ItemType, ReactNode> = {
  contact: <PersonIcon aria-hidden />,
  company: <BusinessIcon aria-hidden />,
  deal: <HandshakeIcon aria-hidden />,
  page: <PageIcon aria-hidden />,
  database: <DatabaseIcon aria-hidden />,
  base: <BaseIcon aria-hidden />,
  table: <TableIcon aria-hidden />,
  record: <RecordIcon aria-hidden />,
}
