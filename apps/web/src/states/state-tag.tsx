import {
  CheckCircleFilled,
  ClockCircleFilled,
  CloseCircleFilled,
  ExclamationCircleFilled,
  MinusCircleFilled,
  PlayCircleFilled,
  QuestionCircleFilled,
} from '@ant-design/icons'
import type { TargetState, TaskState } from '@qinglan/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { targetStateColour, taskStateColour, tintOf } from './state-look.ts'

const targetIcon: Readonly<Record<TargetState, ReactNode>> = {
  missed: <CloseCircleFilled />,
  'at-risk': <ExclamationCircleFilled />,
  'no-data': <QuestionCircleFilled />,
  'not-assessable': <ClockCircleFilled />,
  'on-track': <PlayCircleFilled />,
  met: <CheckCircleFilled />,
  'not-active': <MinusCircleFilled />,
}

const taskIcon: Readonly<Record<TaskState, ReactNode>> = {
  late: <CloseCircleFilled />,
  'at-risk': <ExclamationCircleFilled />,
  'not-started': <MinusCircleFilled />,
  'on-time': <PlayCircleFilled />,
  done: <CheckCircleFilled />,
}

function Pill({ colour, icon, text }: { colour: string; icon: ReactNode; text: string }) {
  return (
    <span className="state-tag" style={{ color: colour, backgroundColor: tintOf(colour) }}>
      <span aria-hidden="true">{icon}</span> {text}
    </span>
  )
}

/** The state of a target by colour, sign and word, so that no one must tell colours apart. */
export function StateTag({ state }: { state: TargetState }) {
  const { t } = useTranslation()
  return <Pill colour={targetStateColour[state]} icon={targetIcon[state]} text={t(`state.${state}`)} />
}

/** The state of a task, likewise. */
export function TaskStateTag({ state }: { state: TaskState }) {
  const { t } = useTranslation()
  return <Pill colour={taskStateColour[state]} icon={taskIcon[state]} text={t(`taskState.${state}`)} />
}
