"""A document for every kind of example in Twilio's voice manual, in our own words."""

SSML = (
    'Wait <break strength="weak" time="300ms"/> now.',
    'It is <emphasis level="strong">really</emphasis> ready.',
    'We say <lang xml:lang="fr-FR">bonjour</lang>.',
    "<p>First part.</p><p><s>One.</s><s>Two.</s></p>",
    'A <phoneme alphabet="ipa" ph="pɪˈkɑːn">pecan</phoneme> pie.',
    '<prosody volume="-6dB" rate="slow" pitch="-5%">Softly.</prosody>',
    'Order <say-as interpret-as="digits">4729</say-as>.',
    'On <say-as interpret-as="date" format="mdy">9/1/2026</say-as>.',
    'The <sub alias="World Wide Web Consortium">W3C</sub>.',
    'They <w role="amazon:VB">read</w> it.',
)

EXAMPLES = {
    "Say": (
        "<Say>Hello.</Say>",
        '<Say voice="woman" language="en-GB" loop="2">Hello.</Say>',
        '<Say voice="alice" language="pt-BR">Olá.</Say>',
        '<Say voice="Polly.Mathieu" language="fr-FR">Bonjour.</Say>',
        '<Say voice="Google.en-GB-Neural2-A">Hello.</Say>',
        '<Say loop="0">Again &amp; again.</Say>',
        "<!-- a comment --><Say><![CDATA[Fish & chips]]></Say>",
        *(f'<Say voice="Polly.Joanna">{ssml}</Say>' for ssml in SSML),
        f'<Say voice="Polly.Joanna-Neural"><speak>{SSML[0]}</speak></Say>',
    ),
    "Play": (
        "<Play>https://files.example/hold.mp3</Play>",
        '<Play loop="10">/hold.wav</Play>',
        '<Play digits="ww9w1#"/>',
    ),
    "Pause": ("<Pause/>", '<Say>One.</Say><Pause length="10"/><Say>Two.</Say>'),
    "Gather": (
        "<Gather/>",
        '<Gather input="speech" action="/said"><Say>Tell me.</Say></Gather>',
        '<Gather action="/keys" method="GET"><Say>Your account number, and pound.</Say></Gather><Say>Bye.</Say>',
        '<Gather numDigits="5" timeout="10" finishOnKey="*"><Play>/ask.wav</Play><Pause/></Gather>',
        '<Gather finishOnKey="" actionOnEmptyResult="true"/>',
        '<Gather input="dtmf speech" speechTimeout="auto" speechModel="experimental_conversations" language="nl-NL"/>',
        '<Gather input="speech" hints="repair, opening hours, $OPERAND" profanityFilter="false" enhanced="true"'
        ' speechModel="phone_call" speechTimeout="3" partialResultCallback="/partial"'
        ' partialResultCallbackMethod="GET"/>',
        '<Gather input="speech" maxSpeechTime="30" bargeIn="false" debug="true"><Say>Go.</Say></Gather>',
    ),
    "Record": (
        "<Record/>",
        '<Say>After the beep.</Say><Record action="/done" method="GET" maxLength="20" finishOnKey="*"/><Say>No.</Say>',
        '<Record timeout="10" transcribe="true" transcribeCallback="/text"/>',
        '<Record playBeep="false" trim="do-not-trim" recordingStatusCallback="/r" recordingStatusCallbackMethod="GET"'
        ' recordingStatusCallbackEvent="in-progress completed absent"/>',
    ),
    "Dial": (
        "<Dial>+12025550111</Dial>",
        '<Dial action="/done" method="GET" timeout="15" timeLimit="600" callerId="+12025550100">+12025550111</Dial>',
        '<Dial hangupOnStar="true" answerOnBridge="true" ringTone="uk" callReason="Your repair">+12025550111</Dial>',
        '<Dial record="record-from-ringing-dual" trim="trim-silence" recordingStatusCallback="https://app.example/r"'
        ' recordingStatusCallbackEvent="in-progress completed absent" recordingTrack="both">+12025550111</Dial>',
        '<Dial record="true" sequential="true"><Number>+12025550111</Number><Number>+12025550112</Number></Dial>',
        '<Dial referUrl="/refer" referMethod="GET"><Sip>sip:jo@sip.example</Sip></Dial>',
    ),
    "Number": (
        '<Dial><Number sendDigits="wwww1928">+12025550111</Number></Dial>',
        '<Dial><Number url="/screen" method="GET">+12025550111</Number></Dial>',
        '<Dial><Number statusCallback="/leg" statusCallbackMethod="POST" byoc="BYabc"'
        ' statusCallbackEvent="initiated ringing answered completed">+12025550111</Number></Dial>',
        '<Dial><Number machineDetection="DetectMessageEnd" machineDetectionTimeout="10"'
        ' machineDetectionSpeechThreshold="2500" machineDetectionSpeechEndThreshold="1000"'
        ' machineDetectionSilenceTimeout="4000" amdStatusCallback="/amd" amdStatusCallbackMethod="POST">'
        "+12025550111</Number></Dial>",
    ),
    "Client": (
        "<Dial><Client>joe</Client></Dial>",
        '<Dial><Client url="/screen" statusCallback="/leg" statusCallbackEvent="answered"><Identity>joe</Identity>'
        '<Parameter name="first" value="1"/><Parameter name="second" value="2"/></Client></Dial>',
        "<Dial><Client>joe</Client><Client>ann</Client><Number>+12025550111</Number></Dial>",
    ),
    "Sip": (
        "<Dial><Sip>sip:joe@sip.example:5060;transport=tcp</Sip></Dial>",
        '<Dial><Sip username="u" password="p">sip:joe@sip.example?x-one=1&amp;x-two=2</Sip></Dial>',
        '<Dial><Sip url="/screen" method="POST" statusCallback="/leg" machineDetection="Enable">'
        "sip:joe@sip.example</Sip></Dial>",
        '<Dial><Sip><Uri priority="1" weight="10">sip:joe@sip.example</Uri></Sip></Dial>',
    ),
    "Queue": ("<Dial><Queue>support</Queue></Dial>", '<Dial><Queue url="/whisper" method="GET">support</Queue></Dial>'),
    "Conference": (
        "<Dial><Conference>Room 1</Conference></Dial>",
        '<Dial><Conference startConferenceOnEnter="false" waitUrl="">Room</Conference></Dial>',
        '<Dial><Conference muted="true" beep="onEnter" endConferenceOnExit="true" maxParticipants="10"'
        ' waitUrl="/wait" waitMethod="GET" region="ie1" participantLabel="caller" jitterBufferSize="small"'
        ' coach="CA00000000000000000000000000000000">Room</Conference></Dial>',
        '<Dial><Conference record="record-from-start" trim="do-not-trim" recordingStatusCallback="/r"'
        ' recordingStatusCallbackMethod="POST" recordingStatusCallbackEvent="in-progress completed absent"'
        ' statusCallback="/events" statusCallbackMethod="POST" eventCallbackUrl="/e"'
        ' statusCallbackEvent="start end join leave mute hold modify speaker announcement">Room</Conference></Dial>',
    ),
    "Application": (
        "<Dial><Application><ApplicationSid>AP00000000000000000000000000000000</ApplicationSid>"
        '<Parameter name="order" value="4729"/></Application></Dial>',
    ),
    "WhatsApp, Sim": (
        "<Dial><WhatsApp>+12025550111</WhatsApp></Dial>",
        "<Dial><Sim>DE00000000000000000000000000000000</Sim></Dial>",
    ),
    "Enqueue": (
        '<Enqueue waitUrl="/wait">support</Enqueue>',
        '<Enqueue action="/left" method="GET" waitUrl="" waitUrlMethod="GET" maxQueueSize="10">support</Enqueue>',
        '<Enqueue workflowSid="WW00000000000000000000000000000000"><Task priority="5" timeout="200">'
        '{"account": "12345"}</Task></Enqueue>',
    ),
    "Leave": ("<Leave/>",),
    "Redirect": (
        "<Redirect>/next</Redirect>",
        '<Redirect method="GET">https://app.example/next?a=1&amp;b=2</Redirect>',
    ),
    "Hangup": ("<Hangup/>",),
    "Reject": (
        "<Reject/>",
        '<Reject reason="busy"/>',
        '<Reject><Parameter name="why" value="spam"/></Reject>',
    ),
    "Refer": ('<Refer action="/referred" method="POST"><Sip>sip:joe@sip.example?User-to-User=1</Sip></Refer>',),
    "Sms": (
        "<Sms>We are open.</Sms>",
        '<Sms to="+12025550111" from="+12025550100" action="/sent" method="POST" statusCallback="/s">Hi.</Sms>',
    ),
    "Start": (
        '<Start><Stream url="wss://app.example/media"/></Start>',
        '<Start><Stream name="s" url="wss://app.example/media" track="both_tracks" statusCallback="https://app.example/s"'
        ' statusCallbackMethod="GET"><Parameter name="a" value="1"/></Stream></Start>',
        '<Start><Recording recordingStatusCallback="https://app.example/r" recordingStatusCallbackEvent="completed"'
        ' trim="trim-silence" recordingTrack="both" recordingChannels="dual"/></Start>',
        '<Start><Siprec name="s" connectorName="recorder" track="both_tracks">'
        '<Parameter name="a" value="1"/></Siprec></Start>',
        '<Start><Transcription name="t" statusCallbackUrl="https://app.example/t" languageCode="en-US"'
        ' track="both_tracks" partialResults="true" inboundTrackLabel="agent" hints="repair"/></Start>',
    ),
    "Stop": (
        '<Start><Stream name="s" url="wss://app.example/media"/></Start><Stop><Stream name="s"/></Stop>',
        '<Stop><Siprec name="s"/></Stop>',
        '<Start><Transcription name="t"/></Start><Stop><Transcription name="t"/></Stop>',
        "<Stop><Recording/></Stop>",
    ),
    "Connect": (
        '<Connect><Stream url="wss://app.example/media"><Parameter name="a" value="1"/></Stream></Connect>',
        '<Connect action="/over"><ConversationRelay url="wss://app.example/relay" welcomeGreeting="Hello?"'
        ' ttsProvider="Google" dtmfDetection="true"><Language code="de-DE" ttsProvider="google" voice="x"/>'
        '<Parameter name="a" value="1"/></ConversationRelay></Connect>',
        '<Connect><VirtualAgent connectorName="agent" statusCallback="/v"><Config name="language" value="en"/>'
        '<Parameter name="a" value="1"/></VirtualAgent></Connect>',
        '<Connect><Room participantIdentity="alice">DailyStandup</Room></Connect>',
        '<Connect><Conversation serviceInstanceSid="IS1" inboundTimeout="60" record="true"/></Connect>',
    ),
    "Pay": (
        '<Pay chargeAmount="20.45"/>',
        '<Pay action="/paid" paymentConnector="p" tokenType="one-time" postalCode="false" maxAttempts="3"'
        ' statusCallback="/status" validCardTypes="visa mastercard"><Prompt for="payment-card-number" attempt="1 2">'
        '<Say>Your card number.</Say></Prompt><Prompt for="expiration-date" errorType="timeout"><Play>/x.wav</Play>'
        '</Prompt><Parameter name="order" value="4729"/></Pay>',
    ),
    "Echo": ("<Echo/>",),
    "Response": ("", "  <!-- nothing -->  "),
}
