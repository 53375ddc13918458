import { RUN_FOLDER } from '../proxy-program';

/**
 * The part of HAProxy's program in Lua. It reads the sign of leaving from the file system, so that a process that has been reloaded since
 * sees it too; and it holds requests back until a new process has asked for the addresses of the pods, which takes milliseconds.
 */
export const HAPROXY_LUA = `-- Rendered by keelson.
local sign = '${RUN_FOLDER}/leaving'
local patience = 5
local started = core.now().sec

core.register_fetches('leaving', function()
  local file = io.open(sign)
  if file then file:close() end
  return file ~= nil
end)

core.register_action('await_pods', { 'http-req' }, function(txn)
  local backend = core.backends[txn.f:be_name()]
  while backend:get_srv_act() == 0 and core.now().sec - started < patience do core.msleep(10) end
end)
`;
