/** The categories of the user's sidebar. */
import { z } from 'zod';
import { json } from './call.ts';
import type { Router } from './register.ts';
import { visibleTeam } from './teams.ts';
import { categoriesOf, updateCategories } from '../domain/sidebar.ts';

const schema = z.array(z.object({ id: z.string(), channel_ids: z.array(z.string()).default([]) }));

export const sidebarRoutes = ({ on, core }: Router): void => {
  const path = '/users/:user_id/teams/:team_id/channels/categories';
  on('GET', path, (call) => {
    const categories = categoriesOf(core, call.ownUser().id, visibleTeam(call).id);
    return json({ order: categories.map(({ id }) => id), categories });
  });
  on('PUT', path, async (call) => {
    const wanted = await call.body(schema, 'category');
    return json(updateCategories(core, call.ownUser().id, visibleTeam(call).id, wanted));
  });
};
