// One request of every kind a voice app makes, by the npm client, on a live call.
const assert = require("node:assert");
const { once } = require("node:events");
const { createServer } = require("node:net");

exports.everything = async (client, { CallSid, From, To }) => {
  const call = client.calls(CallSid);
  const used = [recordings, streams, messages, queues, conferences, numbers, notifications, calls];
  for (const resource of used) await resource(client, call, { CallSid, From, To });
  return used.map(({ name }) => name).join(" ");
};

async function recordings(client, call, { CallSid }) {
  const { sid, status } = await call.recordings.create({ recordingChannels: "dual" });
  assert.equal(status, "in-progress");
  assert.equal((await call.recordings("Twilio.CURRENT").update({ status: "paused", pauseBehavior: "skip" })).status, "paused");
  await call.recordings(sid).update({ status: "stopped" });
  assert.equal((await client.recordings.list({ callSid: CallSid }))[0].sid, sid);
  assert.equal(await client.recordings(sid).remove(), true);
}

async function streams(client, call) {
  const silent = createServer().listen(0, "127.0.0.1"); // takes the connection and never answers
  await once(silent, "listening");
  const { sid } = await call.streams.create({ url: `ws://127.0.0.1:${silent.address().port}/`, name: "one" });
  assert.equal((await call.streams(sid).update({ status: "stopped" })).status, "stopped");
  silent.close();
  await call.streams.create({ url: "ws://127.0.0.1:9/", name: "two" });
}

async function messages(client, call, { From, To }) {
  const { sid } = await client.messages.create({ to: From, from: To, body: "Everything works" });
  assert.equal((await client.messages(sid).fetch()).body, "Everything works");
  assert.equal((await client.messages.list({ to: From, limit: 5 })).length, 1);
}

async function queues(client) {
  const { sid } = await client.queues.create({ friendlyName: "sales", maxSize: 3 });
  assert.deepEqual(await client.queues(sid).members.list(), []);
  assert.equal((await client.queues(sid).update({ maxSize: 4 })).maxSize, 4);
  assert.equal(await client.queues(sid).remove(), true);
}

async function conferences(client, call, { To }) {
  const room = client.conferences("Room");
  const { conferenceSid, label } = await room.participants.create({ from: To, to: "+12025550111", label: "guest" });
  assert.equal(label, "guest");
  assert.equal((await client.conferences(conferenceSid).fetch()).friendlyName, "Room");
  assert.equal((await client.conferences(conferenceSid).update({ status: "completed" })).status, "completed");
}

async function numbers(client, call, { To }) {
  const [number] = await client.incomingPhoneNumbers.list({ phoneNumber: To });
  assert.equal((await client.incomingPhoneNumbers(number.sid).update({ friendlyName: "Desk" })).friendlyName, "Desk");
  assert.equal((await client.api.v2010.accounts(client.accountSid).fetch()).status, "active");
}

async function notifications(client, call) {
  const codes = (await call.notifications.list()).map(({ errorCode }) => errorCode);
  assert.deepEqual(new Set(codes), new Set(["31902"])); // the second stream's: nobody listens there
  assert.ok((await call.events.list()).length > 0);
}

async function calls(client, call, { From, To }) {
  const made = await client.calls.create({ to: "+12025550112", from: To, twiml: "<Response/>" });
  assert.equal((await client.calls(made.sid).update({ status: "canceled" })).status, "canceled");
  assert.equal((await client.calls.list({ from: From, status: "in-progress" })).length, 1);
  await assert.rejects(client.calls("CA" + "0".repeat(32)).fetch(), { status: 404, code: 20404 });
}
