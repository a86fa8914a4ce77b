import { CommandRequest, Device, DeviceChange, DeviceCommand, Mn, QuarantineEntry } from '@qinglan/contract'
import Type from 'typebox'
import type { RoomRoutes } from '../../http/context.ts'
import { principalOf } from '../../identity/http/identity-services.ts'
import { askCommand, listCommands } from './commands.ts'
import { listDevices, saveDevice } from './devices.ts'
import { dismissFromQuarantine, listQuarantine } from './quarantine.ts'

const ByMn = Type.Object({ mn: Mn })
const OfMn = Type.Object({ mn: Type.Optional(Mn) })

/** Data loggers, who was refused, and what loggers are asked (反控). */
export const deviceRoutes: RoomRoutes = (app, context) => {
  app.get(
    '/devices',
    { schema: { summary: '数采仪 Data loggers', response: { 200: Type.Array(Device) } } },
    (request) => context.inRequest(request, (trx) => listDevices(trx, Date.now())),
  )

  app.put(
    '/devices/:mn',
    {
      schema: {
        summary: '登记或修改数采仪 Enter or change a data logger',
        params: ByMn,
        body: DeviceChange,
        response: { 200: Device },
      },
      config: { right: 'import' },
    },
    (request) =>
      context.inRequest(request, (trx) =>
        saveDevice(trx, request.params.mn, request.body, principalOf(request).login),
      ),
  )

  app.get(
    '/quarantine',
    {
      schema: {
        summary: '被拒绝的数采仪 Senders that were refused',
        response: { 200: Type.Array(QuarantineEntry) },
      },
    },
    (request) => context.inRequest(request, listQuarantine),
  )

  app.delete(
    '/quarantine/:mn',
    {
      schema: {
        summary: '移除被拒绝的记录 Dismiss a refused sender',
        params: Type.Object({ mn: Type.String() }),
      },
      config: { right: 'import' },
    },
    async (request, reply) => {
      await context.inRequest(request, (trx) => dismissFromQuarantine(trx, request.params.mn))
      return reply.status(204).send()
    },
  )

  app.get(
    '/device-commands',
    {
      schema: {
        summary: '反控命令 Commands to devices',
        querystring: OfMn,
        response: { 200: Type.Array(DeviceCommand) },
      },
    },
    (request) => context.inRequest(request, (trx) => listCommands(trx, request.query.mn)),
  )

  app.post(
    '/devices/:mn/commands',
    {
      schema: {
        summary: '下达反控命令 Ask a command of a device',
        params: ByMn,
        body: CommandRequest,
        response: { 202: Type.Object({ id: Type.String() }) },
      },
      config: { right: 'import' },
    },
    async (request, reply) => {
      const id = await context.inRequest(request, (trx) =>
        askCommand(trx, request.params.mn, request.body, principalOf(request).login),
      )
      return reply.status(202).send({ id })
    },
  )
}
