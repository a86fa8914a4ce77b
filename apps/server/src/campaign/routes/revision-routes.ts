import { CampaignRevision, NewRevision, RevisionResult } from '@qinglan/contract'
import Type from 'typebox'
import type { RoomRoutes } from '../../http/context.ts'
import { principalOf } from '../../identity/http/identity-services.ts'
import { bundledBindings } from '../plan/bindings.ts'
import { campaignRevisions } from '../revision/history.ts'
import { reviseCampaign } from '../revision/revise-campaign.ts'

const ById = Type.Object({ id: Type.String() })

/** Revised plans: bringing a campaign to one, and what each changed. */
export const revisionRoutes: RoomRoutes = async (app, context) => {
  const bindings = await bundledBindings()

  app.post(
    '/reviews/:id/revision',
    {
      config: { right: 'plan' },
      schema: {
        summary: '按修订稿更新行动 Bring a campaign to the revised plan of a review',
        params: ById,
        body: NewRevision,
        response: { 200: RevisionResult },
      },
    },
    (request) => {
      const { login } = principalOf(request)
      return context.inRequest(request, (trx) =>
        reviseCampaign(trx, request.params.id, request.body, login, bindings),
      )
    },
  )

  app.get(
    '/campaigns/:id/revisions',
    {
      schema: {
        summary: '修订记录 Revised plans of a campaign and what they changed',
        params: ById,
        response: { 200: Type.Array(CampaignRevision) },
      },
    },
    (request) => context.inRequest(request, (trx) => campaignRevisions(trx, request.params.id)),
  )
}
