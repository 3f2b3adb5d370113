import { useNavigate } from '@tanstack/react-router'
import type { InsightList } from '../../../shared/model/insights.ts'
import { searchOf } from './chart-row.ts'

/** Goes to the list that a number stands for. */
export function useOpenList(): (list: InsightList | undefined) => void {
  const navigate = useNavigate()
  return (list) => {
    if (list !== undefined) void navigate({ to: '/items', search: searchOf(list) })
  }
}
