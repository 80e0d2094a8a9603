import { describe, expect, it } from 'vitest';
import { contractProblems, hasContract } from './contract.ts';

describe.skipIf(!hasContract)('the contract', () => {
  it('finds a wrong date, a wrong type behind @odata.type, and an unknown operation', () => {
    const chat = { id: '1', createdDateTime: 'yesterday' };
    expect(contractProblems('GET', '/chats/1', 200, chat).join()).toContain('pattern');
    const member = { '@odata.type': '#microsoft.graph.aadUserConversationMember', roles: [], userId: 7 };
    expect(contractProblems('GET', '/chats/1/members', 200, { value: [member] }).join()).toContain(
      '/value/0/userId',
    );
    expect(contractProblems('GET', '/nowhere', 200, {})).toEqual(['GET /nowhere is not in the contract']);
    expect(contractProblems('GET', '/chats/1', 404, { message: 'no' }).join()).toContain('error');
  });

  it('takes roles that are null, as they are sent, but not roles of another kind', () => {
    const member = { '@odata.type': '#microsoft.graph.aadUserConversationMember', roles: null };
    expect(contractProblems('GET', '/chats/1/members', 200, { value: [member] })).toEqual([]);
    const odd = { ...member, roles: 'owner' };
    expect(contractProblems('GET', '/chats/1/members', 200, { value: [odd] }).join()).toContain('roles');
  });

  it('accepts right answers', () => {
    expect(
      contractProblems('GET', '/chats', 200, {
        '@odata.context': 'x',
        value: [{ id: '1', chatType: 'group' }],
      }),
    ).toEqual([]);
  });
});
