// A menu in express with the npm client: signed webhooks, and a text message by REST.
const express = require("express");
const twilio = require("twilio");
const { everything } = require("./everything");

const app = express();
const client = twilio(process.env.TWILIO_ACCOUNT_SID, process.env.TWILIO_AUTH_TOKEN);
client.api.baseUrl = process.env.TWILIO_API_URL;
app.use(express.urlencoded({ extended: false }));
app.use(twilio.webhook({ protocol: "http" }));

const send = (response, twiml) => response.type("text/xml").send(twiml.toString());

app.post("/voice", (request, response) => {
  const twiml = new twilio.twiml.VoiceResponse();
  twiml.gather({ numDigits: 1, action: "/key" }).say("Press 1 for a text message, 2 for everything.");
  twiml.redirect("/voice");
  send(response, twiml);
});

app.post("/key", async (request, response) => {
  const twiml = new twilio.twiml.VoiceResponse();
  if (request.body.Digits === "2") {
    const used = await everything(client, request.body).catch((error) => `failed: ${error.message}`);
    twiml.say(`Resources: ${used}.`);
    return send(response, twiml);
  }
  const call = await client.calls(request.body.CallSid).fetch();
  const message = await client.messages.create({ to: call.from, from: call.to, body: "Hello from node" });
  twiml.say(`Message ${message.status}. Your call is ${call.status}.`);
  send(response, twiml);
});

const server = app.listen(0, "127.0.0.1", () => console.log(server.address().port));
